import { PlacedText } from './placing';
import type { Excerpt } from './types.gen';

const HIGHLIGHT = 'workbench-evidence';

/**
 * The words in a document that a finding rests on.
 *
 * They are marked with the CSS Custom Highlight API, which paints ranges and leaves the document's
 * elements alone; a browser without it shows the marked provision only.
 */
export class Evidence {
  /** Mark an excerpt of a provision's text in the element that shows the provision. */
  add(element: HTMLElement, excerpt: Excerpt, text: string): void {
    const range = findRange(element, excerpt, text);
    if (range && highlight) {
      highlight.add(range);
      this._ranges.push(range);
    }
  }

  /** Take all marks of this document away. */
  clear(): void {
    this._ranges.forEach(range => highlight?.delete(range));
    this._ranges = [];
  }

  private _ranges: Range[] = [];
}

/**
 * Where an excerpt stands in the element that shows its provision; null where that is all of it, since the
 * provision is marked anyway, or nowhere.
 */
export function findRange(
  element: Element,
  { start, end }: Excerpt,
  text: string
): Range | null {
  const placed = new PlacedText([element], text);
  return placed.isAll(start, end) ? null : placed.range(start, end);
}

const highlight = makeHighlight(HIGHLIGHT);

/** Ranges that the stylesheet paints under this name; null where the browser cannot. */
export function makeHighlight(name: string): Highlight | null {
  if (typeof Highlight === 'undefined' || !CSS.highlights) {
    return null;
  }
  const made = new Highlight();
  CSS.highlights.set(name, made);
  return made;
}
