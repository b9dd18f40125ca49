/** What stands between two cells in the text of a table row. */
const CELL_SEPARATOR = '|';

/** Signs that are not seen: spaces of all kinds, soft hyphens, marks of joining and direction. */
const UNSEEN = /[\s\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufeff]+/g;

/** Signs by which a formula is written on one line, and which its picture has not. */
const LINEAR = '_^/();';

/** Above this product of lengths the differing middle of two texts is not aligned: time is bounded. */
const MOST_PAIRS = 4_000_000;

/** A text without what is not seen, and where each of its signs comes from. */
interface IFolded<T> {
  signs: string;
  places: T[];
}

/** A piece of a text node. */
interface IPiece {
  node: Text;
  start: number;
  end: number;
}

/**
 * A provision's plain text, laid onto the elements that show it.
 *
 * Labels, spaces, raised and lowered signs (`m₂`) and, in a table, cells that span rows differ between the
 * two. So offsets do not carry over; what both have in common is found first.
 */
export class PlacedText {
  /**
   * @param elements - what shows the provision, in order.
   * @param text - the provision's text as the server gives it.
   */
  constructor(elements: readonly Element[], text: string) {
    this._shown = readShown(elements);
    this._text = foldText(text);
    this._places = align(this._text.signs, this._shown.signs);
  }

  /**
   * Where a stretch of the text stands in the elements; null where it is not shown as it is.
   *
   * @param start - offset in code points, as the library counts.
   * @param end - offset behind the last code point.
   */
  range(start: number, end: number): Range | null {
    const signs = this._text.signs.slice(...this._signs(start, end));
    let places = [...this._places.subarray(...this._signs(start, end))];
    if (places[0] >= 0 && this._shown.signs.startsWith(signs, places[0])) {
      // What follows is shown twice, a footnote's mark for example.
      places = places.map((_, index) => places[0] + index);
    }
    const pieces = places
      .filter((place, index) => place >= 0 || !LINEAR.includes(signs[index]))
      .map(place => this._shown.places[place]);
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (!first || !last || !pieces.every(Boolean)) {
      return null;
    }
    const range = document.createRange();
    range.setStart(first.node, first.start);
    range.setEnd(last.node, last.end);
    return range;
  }

  /** Whether a stretch of the text is all that the elements show. */
  isAll(start: number, end: number): boolean {
    const [from, to] = this._signs(start, end);
    return to - from === this._shown.signs.length;
  }

  /** The stretch of the text in its signs. */
  private _signs(start: number, end: number): [number, number] {
    return [
      firstFrom(this._text.places, start),
      firstFrom(this._text.places, end)
    ];
  }

  private readonly _shown: IFolded<IPiece | null>;
  private readonly _text: IFolded<number>;
  private readonly _places: Int32Array;
}

/** Index of the first of ascending numbers that is not below `least`. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < least) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The sign as it is compared: raised, lowered and fullwidth forms count as the plain ones. */
function fold(sign: string): string {
  return sign.normalize('NFKC').replace(UNSEEN, '');
}

function foldText(text: string): IFolded<number> {
  const places: number[] = [];
  let signs = '';
  [...text].forEach((sign, index) => {
    const folded = fold(sign);
    signs += folded;
    for (let count = 0; count < folded.length; count++) {
      places.push(index);
    }
  });
  return { signs, places };
}

function readShown(elements: readonly Element[]): IFolded<IPiece | null> {
  const places: (IPiece | null)[] = [];
  let signs = '';
  let cell: Element | null = null;
  for (const node of elements.flatMap(textsIn)) {
    const itsCell = node.parentElement!.closest('td, th');
    if (signs && itsCell !== cell) {
      signs += CELL_SEPARATOR;
      places.push(null);
    }
    cell = itsCell;
    let start = 0;
    for (const sign of node.data) {
      const end = start + sign.length;
      const folded = fold(sign);
      signs += folded;
      for (let count = 0; count < folded.length; count++) {
        places.push({ node, start, end });
      }
      start = end;
    }
  }
  return { signs, places };
}

function textsIn(element: Element): Text[] {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    texts.push(walker.currentNode as Text);
  }
  return texts;
}

/** For each sign of `text` its place in `shown`, -1 where it has none. */
function align(text: string, shown: string): Int32Array {
  const places = new Int32Array(text.length).fill(-1);
  const whole = shown.indexOf(text);
  if (whole >= 0) {
    return places.map((_, index) => whole + index);
  }
  let [textEnd, shownEnd] = [text.length, shown.length];
  while (textEnd && shownEnd && text[textEnd - 1] === shown[shownEnd - 1]) {
    places[--textEnd] = --shownEnd;
  }
  let start = 0;
  while (start < Math.min(textEnd, shownEnd) && text[start] === shown[start]) {
    places[start] = start;
    start++;
  }
  const middle = [text.slice(start, textEnd), shown.slice(start, shownEnd)];
  if (middle[0].length * middle[1].length <= MOST_PAIRS) {
    for (const [index, place] of commonSigns(middle[0], middle[1])) {
      places[start + index] = start + place;
    }
  }
  return places;
}

/** The longest common subsequence of two texts, as pairs of offsets. */
function commonSigns(a: string, b: string): [number, number][] {
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1] + 1
          : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pairs.push([i++, j++]);
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
      i++;
    } else {
      j++;
    }
  }
  return pairs;
}
