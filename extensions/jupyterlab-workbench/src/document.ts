import { Message } from '@lumino/messaging';
import { ISignal, Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';

import { Evidence } from './evidence';
import { direction, safeContent } from './html';
import type { IGap } from './correspondence';
import type { Severity } from './listing';
import { type ReadingKind, Readings } from './readings';
import { Tip } from './tip';
import type {
  Excerpt,
  OutlineEntry,
  ReadingsPage,
  StandardPage
} from './types.gen';

const SEVERITIES: Severity[] = ['blocker', 'major', 'minor', 'info'];

const GAP_BEFORE = 'jp-mod-gapBefore';
const GAP_AFTER = 'jp-mod-gapAfter';

/** Share of the pane's height above a provision that was scrolled to, so that what precedes it is seen. */
const ABOVE = 0.25;

const EVENTS = ['click', 'keydown', 'pointermove', 'pointerleave', 'scroll'];

/** A standard as a person reads it; its provisions can be marked, scrolled to and chosen. */
export class StandardView extends Widget {
  constructor() {
    super();
    this.addClass('jp-Workbench-document');
    this.node.tabIndex = 0;
    this.node.setAttribute('role', 'document');
  }

  /** A person chose the provision with this id, by click or key. */
  get provisionChosen(): ISignal<this, string> {
    return this._provisionChosen;
  }

  /** Show a standard, in place of any other. */
  showPage(page: StandardPage): void {
    const body = document.createElement('article');
    body.className = 'jp-Workbench-page';
    body.lang = page.language;
    body.dir = direction(page.language);
    body.append(safeContent(page.html, this._scope));
    this.node.setAttribute('aria-label', `${page.designation} ${page.title}`);
    this._evidence.clear();
    this.clearReadings();
    const scrolled = this.node.scrollTop;
    this.node.replaceChildren(body);
    this.node.scrollTop = scrolled;
    this._provisions.clear();
    for (const element of body.querySelectorAll<HTMLElement>(
      '[data-provision]'
    )) {
      const id = element.dataset.provision!;
      this._provisions.set(id, [...(this._provisions.get(id) ?? []), element]);
    }
  }

  /** Show in the margin how severe the findings of each provision are. */
  showSeverities(severities: ReadonlyMap<string, Severity>): void {
    for (const [id, elements] of this._provisions) {
      const severity = severities.get(id);
      for (const element of elements) {
        element.classList.toggle('jp-mod-finding', severity !== undefined);
        for (const each of SEVERITIES) {
          element.classList.toggle(`jp-mod-${each}`, each === severity);
        }
      }
    }
  }

  /**
   * Mark provisions and the words in them that differ, and scroll to the first.
   *
   * @param textOf - the plain text of a provision, in which the excerpts' offsets count.
   */
  mark(
    provisions: readonly string[],
    excerpts: readonly Excerpt[],
    textOf: (provision: string) => string
  ): void {
    this.clearMarks();
    const elements = provisions.flatMap(id => this._provisions.get(id) ?? []);
    elements.forEach(element => this._addMark(element, 'jp-mod-marked'));
    for (const excerpt of excerpts) {
      const text = textOf(excerpt.provision);
      for (const element of this._provisions.get(excerpt.provision) ?? []) {
        this._evidence.add(element, excerpt, text);
      }
    }
    this._scrollTo(elements[0]);
  }

  /** Mark one provision, and scroll to it only where it is out of sight. */
  markProvision(id: string): void {
    this.clearMarks();
    const elements = this._provisions.get(id) ?? [];
    elements.forEach(element => this._addMark(element, 'jp-mod-marked'));
    if (elements[0] && !this._isInSight(elements[0])) {
      this._scrollTo(elements[0]);
    }
  }

  /** Mark what was read, with notes where the pointer is. */
  showReadings(page: ReadingsPage): void {
    this._readings.show(page, id => this._provisions.get(id) ?? []);
    this._hasReadings = true;
  }

  /** Leave marks of these kinds out. */
  hideReadings(hidden: ReadonlySet<ReadingKind>): void {
    this._readings.hideKinds(hidden);
    this._tip.hide();
  }

  /** Take the marks of what was read away. */
  clearReadings(): void {
    this._readings.clear();
    this._hasReadings = false;
    this._tip.hide();
  }

  /** Mark the place at which something is missing, and scroll to it. */
  markGap(gap: IGap | null, note: string): void {
    this.clearMarks();
    const elements = gap ? this._provisions.get(gap.provision) : undefined;
    if (gap && elements) {
      const isBefore = gap.where === 'before';
      const element = elements.at(isBefore ? 0 : -1)!;
      this._addMark(element, isBefore ? GAP_BEFORE : GAP_AFTER);
      element.dataset.gapNote = note;
      this._scrollTo(element, ABOVE, isBefore ? 'top' : 'bottom');
    }
  }

  /** Take all marks away. */
  clearMarks(): void {
    for (const element of this._marked) {
      element.classList.remove('jp-mod-marked', GAP_BEFORE, GAP_AFTER);
      element.removeAttribute('aria-current');
      delete element.dataset.gapNote;
    }
    this._marked = [];
    this._evidence.clear();
  }

  /** Scroll to a clause of the outline. */
  revealClause(entry: OutlineEntry): void {
    this._scrollTo(this._anchor(entry.id), 0);
  }

  /** The clause of the outline at which the reader is. */
  currentClause(outline: readonly OutlineEntry[]): OutlineEntry | undefined {
    const top = this.node.getBoundingClientRect().top + 40;
    const isAbove = (entry: OutlineEntry) => {
      const element = this._anchor(entry.id);
      return element !== null && element.getBoundingClientRect().top <= top;
    };
    return outline.filter(isAbove).at(-1) ?? outline[0];
  }

  /** Handle the DOM events of the document. */
  handleEvent(event: Event): void {
    if (event.type === 'click') {
      this._onClick(event as MouseEvent);
    } else if (event.type === 'keydown') {
      this._onKeyDown(event as KeyboardEvent);
    } else if (event.type === 'pointermove') {
      this._onPointerMove(event as PointerEvent);
    } else {
      this._tip.hide();
    }
  }

  override dispose(): void {
    this._evidence.clear();
    this.clearReadings();
    super.dispose();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    EVENTS.forEach(name => this.node.addEventListener(name, this));
  }

  protected override onBeforeDetach(message: Message): void {
    EVENTS.forEach(name => this.node.removeEventListener(name, this));
    this._tip.hide();
    super.onBeforeDetach(message);
  }

  private _onClick(event: MouseEvent): void {
    const target = event.target as Element;
    const link = target.closest('a[href]');
    if (link) {
      const address = link.getAttribute('href')!;
      if (address.startsWith('#')) {
        // The browser would scroll the whole lab and put the id into its address.
        event.preventDefault();
        this._scrollTo(document.getElementById(address.slice(1)));
      }
      return;
    }
    if (document.getSelection()?.isCollapsed === false) {
      return; // Someone is copying text.
    }
    const chosen = target.closest<HTMLElement>('[data-provision]');
    if (chosen) {
      this._provisionChosen.emit(chosen.dataset.provision!);
    }
  }

  private _onPointerMove(event: PointerEvent): void {
    const { clientX, clientY, target } = event;
    const found =
      this._hasReadings &&
      this._readings.at(clientX, clientY, target as Element);
    if (found) {
      this._tip.show(found.note, found.box);
    } else {
      this._tip.hide();
    }
  }

  private _onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      this._tip.hide();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.altKey) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const ids = [...this._provisions.keys()];
    const marked = this._marked[0]?.dataset.provision;
    const next = marked ? ids.indexOf(marked) + step : 0;
    if (ids[next]) {
      this._provisionChosen.emit(ids[next]);
    }
  }

  private _addMark(element: HTMLElement, name: string): void {
    element.classList.add(name);
    element.setAttribute('aria-current', 'true');
    this._marked.push(element);
  }

  private _anchor(id: string): HTMLElement | null {
    return document.getElementById(this._scope + id);
  }

  private _isInSight(element: HTMLElement): boolean {
    const [box, pane] = [element, this.node].map(each =>
      each.getBoundingClientRect()
    );
    return box.top >= pane.top && box.bottom <= pane.bottom;
  }

  private _scrollTo(
    element: HTMLElement | null | undefined,
    above = ABOVE,
    edge: 'top' | 'bottom' = 'top'
  ): void {
    if (!element) {
      return;
    }
    // Element.scrollIntoView would also scroll the lab around this pane.
    const distance =
      element.getBoundingClientRect()[edge] -
      this.node.getBoundingClientRect().top;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.node.scrollTo({
      top: this.node.scrollTop + distance - above * this.node.clientHeight,
      behavior: calm ? 'auto' : 'smooth'
    });
  }

  private readonly _scope = `workbench-${++documentsMade}-`;
  private readonly _provisions = new Map<string, HTMLElement[]>();
  private readonly _evidence = new Evidence();
  private readonly _readings = new Readings();
  private readonly _tip = new Tip();
  private readonly _provisionChosen = new Signal<this, string>(this);
  private _marked: HTMLElement[] = [];
  private _hasReadings = false;
}

let documentsMade = 0;
