import type { Excerpt } from './types.gen';

const HIGHLIGHT = 'workbench-evidence';

/**
 * The words in a document that a finding rests on.
 *
 * They are marked with the CSS Custom Highlight API, which paints ranges and leaves the document's
 * elements alone; a browser without it shows the marked provision only.
 */
export class Evidence {
  /** Mark an excerpt in the element that shows its provision. */
  add(element: HTMLElement, excerpt: Excerpt): void {
    const range = findRange(element, excerpt);
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
 * Where an excerpt stands in the element that shows its provision.
 *
 * The offsets count in the provision's plain text, in which labels and spaces differ from what the page
 * shows. So the excerpt is looked for by its characters other than spaces, and of several places the one
 * nearest to the offset is taken.
 */
export function findRange(element: Element, excerpt: Excerpt): Range | null {
  const shown: [Text, number][] = [];
  let text = '';
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    for (let offset = 0; offset < node.data.length; offset++) {
      if (node.data[offset].trim()) {
        shown.push([node, offset]);
        text += node.data[offset];
      }
    }
  }
  const wanted = excerpt.text.replace(/\s+/g, '');
  if (wanted === text) {
    return null; // The whole provision is the evidence, and it is marked anyway.
  }
  const places: number[] = [];
  for (
    let at = text.indexOf(wanted);
    wanted && at >= 0;
    at = text.indexOf(wanted, at + 1)
  ) {
    places.push(at);
  }
  if (!places.length) {
    return null;
  }
  const distance = (place: number) => Math.abs(place - excerpt.start);
  const start = places.reduce((best, place) =>
    distance(place) < distance(best) ? place : best
  );
  const range = document.createRange();
  range.setStart(...shown[start]);
  const [lastNode, lastOffset] = shown[start + wanted.length - 1];
  range.setEnd(lastNode, lastOffset + 1);
  return range;
}

const highlight = makeHighlight();

function makeHighlight(): Highlight | null {
  if (typeof Highlight === 'undefined' || !CSS.highlights) {
    return null;
  }
  const made = new Highlight();
  CSS.highlights.set(HIGHLIGHT, made);
  return made;
}
