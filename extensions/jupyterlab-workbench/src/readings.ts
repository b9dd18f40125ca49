import { makeHighlight } from './evidence';
import { PlacedText } from './placing';
import type { ReadingMark, ReadingsPage } from './types.gen';

export type ReadingKind = ReadingMark['kind'];

/** What was read at one place: the range on the page is null where the place is not shown as it is. */
interface IPlacedReading {
  mark: ReadingMark;
  range: Range | null;
}

/**
 * What was read in a document, painted on its page like {@link Evidence}: one highlight for each kind, so
 * that the stylesheet tells them apart.
 */
export class Readings {
  /**
   * Mark what was read, in place of any other marks.
   *
   * @param elementsOf - the elements that show a provision.
   */
  show(
    page: ReadingsPage,
    elementsOf: (provision: string) => readonly HTMLElement[]
  ): void {
    this.clear();
    for (const [id, marks] of groupMarks(page.marks)) {
      const text = page.provisions[id];
      for (const element of elementsOf(id)) {
        const shown = [element, ...keyOf(element)];
        const placed = new PlacedText(shown, text);
        const readings = marks.map(mark => ({
          mark,
          range: placed.range(mark.start, mark.end)
        }));
        shown.forEach(each => this._readings.set(each, readings));
      }
    }
    this._paint();
  }

  /** Take all marks of this document away. */
  clear(): void {
    this._erase();
    this._readings.clear();
  }

  /** Leave marks of these kinds out, until told otherwise. */
  hideKinds(hidden: ReadonlySet<ReadingKind>): void {
    this._hidden = hidden;
    this._erase();
    this._paint();
  }

  /** The mark under a point of the window, with the box of that piece of it; null where there is none. */
  at(
    x: number,
    y: number,
    target: Element
  ): { note: string; box: DOMRect } | null {
    for (
      let element: Element | null = target;
      element;
      element = element.parentElement
    ) {
      for (const { mark, range } of this._readings.get(element) ?? []) {
        const box =
          !this._hidden.has(mark.kind) &&
          [...(range?.getClientRects() ?? [])].find(
            each =>
              x >= each.left &&
              x <= each.right &&
              y >= each.top &&
              y <= each.bottom
          );
        if (box) {
          return { note: mark.note, box };
        }
      }
    }
    return null;
  }

  private _paint(): void {
    for (const { mark, range } of [...this._readings.values()].flat()) {
      if (range && !this._hidden.has(mark.kind)) {
        highlightOf(mark.kind)?.add(range);
      }
    }
  }

  private _erase(): void {
    for (const { mark, range } of [...this._readings.values()].flat()) {
      if (range) {
        highlightOf(mark.kind)?.delete(range);
      }
    }
  }

  private readonly _readings = new Map<Element, IPlacedReading[]>();
  private _hidden: ReadonlySet<ReadingKind> = new Set();
}

/** The key of a formula, which belongs to the formula's text and stands below it. */
function keyOf(formula: Element): Element[] {
  let next = formula.matches('.wb-formula') ? formula.nextElementSibling : null;
  if (next?.matches('p')) {
    next = next.nextElementSibling; // The words that introduce the key.
  }
  return next?.matches('.wb-definitions') ? [next] : [];
}

/** The marks of each provision. */
function groupMarks(
  marks: readonly ReadingMark[]
): ReadonlyMap<string, ReadingMark[]> {
  const groups = new Map<string, ReadingMark[]>();
  for (const mark of marks) {
    groups.set(mark.provision, [...(groups.get(mark.provision) ?? []), mark]);
  }
  return groups;
}

const highlights = new Map<ReadingKind, Highlight | null>();

function highlightOf(kind: ReadingKind): Highlight | null {
  if (!highlights.has(kind)) {
    highlights.set(kind, makeHighlight(`workbench-reading-${kind}`));
  }
  return highlights.get(kind)!;
}
