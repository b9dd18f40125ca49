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

/** What stands between two cells in the text of a table row. */
const CELL_SEPARATOR = '|';

/**
 * Where an excerpt stands in the element that shows its provision; null where that is all of it, since the
 * provision is marked anyway, or nowhere.
 *
 * Labels and spaces differ between a provision's plain text and what the page shows. So offsets do not
 * carry over; the excerpt is looked for by its characters other than spaces, and taken where it occurs
 * for the same time as in the text.
 */
export function findRange(
  element: Element,
  excerpt: Excerpt,
  text: string
): Range | null {
  const shown = readShown(element);
  const wanted = withoutSpaces(excerpt.text);
  if (!wanted || wanted === shown.text) {
    return null;
  }
  // Offsets of the library count code points, those of JavaScript UTF-16 units.
  const before = withoutSpaces([...text].slice(0, excerpt.start).join(''));
  const earlier = placesOf(wanted, withoutSpaces(text)).filter(
    place => place < before.length
  );
  const places = placesOf(wanted, shown.text);
  const start = places[Math.min(earlier.length, places.length - 1)];
  const first = shown.places[start];
  const last = shown.places[start + wanted.length - 1];
  if (!first || !last) {
    return null;
  }
  const range = document.createRange();
  range.setStart(...first);
  range.setEnd(last[0], last[1] + 1);
  return range;
}

/** The characters other than spaces that an element shows, and in which node each stands. */
function readShown(element: Element) {
  const places: ([Text, number] | null)[] = [];
  let text = '';
  let cell: Element | null = null;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const itsCell = node.parentElement!.closest('td, th');
    if (text && itsCell !== cell) {
      text += CELL_SEPARATOR;
      places.push(null);
    }
    cell = itsCell;
    for (let offset = 0; offset < node.data.length; offset++) {
      if (node.data[offset].trim()) {
        places.push([node, offset]);
        text += node.data[offset];
      }
    }
  }
  return { places, text };
}

function placesOf(wanted: string, text: string): number[] {
  const places: number[] = [];
  let at = text.indexOf(wanted);
  while (at >= 0) {
    places.push(at);
    at = text.indexOf(wanted, at + 1);
  }
  return places;
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '');
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
