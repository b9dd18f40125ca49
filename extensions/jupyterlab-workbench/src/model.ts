import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import type { WorkbenchApi } from './api';
import type { IDocumentPair } from './tokens';
import type {
  ComparisonPage,
  DecideRequest,
  Divergence,
  Link
} from './types.gen';

export type Side = 'draft' | 'reference';
export type Severity = Divergence['severity'];
export type Status = 'choosing' | 'comparing' | 'ready' | 'failed';

export const SEVERITIES: readonly Severity[] = [
  'blocker',
  'major',
  'minor',
  'info'
];

/** Which findings are listed: all conditions hold together; empty ones let everything through. */
export interface IFilter {
  severities: ReadonlySet<Severity>;
  category: string;
  text: string;
}

/** Where something is missing: before or after a provision. */
export interface IGap {
  provision: string;
  where: 'before' | 'after';
}

/** What to mark in one document: provisions, or the place at which one is missing. */
export interface IPlace {
  provisions: readonly string[];
  gap: IGap | null;
}

/** What the reader looks at. */
export interface ISelection {
  finding: Divergence | null;
  draft: IPlace;
  reference: IPlace;
}

const NO_FILTER: IFilter = { severities: new Set(), category: '', text: '' };

/** The other side of a comparison. */
export function other(side: Side): Side {
  return side === 'draft' ? 'reference' : 'draft';
}

/** One comparison: which documents, what was found, what is listed, what is looked at. */
export class ComparisonModel implements IDisposable {
  constructor(
    private readonly api: WorkbenchApi,
    pair: Partial<IDocumentPair> = {}
  ) {
    this._pair = { draft: pair.draft ?? '', reference: pair.reference ?? '' };
  }

  /** The status, the documents or the result changed. */
  get stateChanged(): ISignal<this, void> {
    return this._stateChanged;
  }

  /** A decision could not be kept; the message for the user. */
  get failed(): ISignal<this, string> {
    return this._failed;
  }

  /** Another set of findings is listed. */
  get filterChanged(): ISignal<this, void> {
    return this._filterChanged;
  }

  /** The reader looks at something else. */
  get selectionChanged(): ISignal<this, ISelection | null> {
    return this._selectionChanged;
  }

  get status(): Status {
    return this._status;
  }

  /** The message for the user where the comparison failed. */
  get error(): string {
    return this._error;
  }

  get pair(): IDocumentPair {
    return this._pair;
  }

  /** Whether both documents are named. */
  get isComplete(): boolean {
    return this._pair.draft !== '' && this._pair.reference !== '';
  }

  /** The result of the last comparison; null until there is one. */
  get page(): ComparisonPage | null {
    return this._page;
  }

  get filter(): IFilter {
    return this._filter;
  }

  get selection(): ISelection | null {
    return this._selection;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._abort.abort();
    Signal.clearData(this);
  }

  /** Paths of the standards that the server knows, to suggest while a person types. */
  async suggestions(): Promise<string[]> {
    return (await this.api.standards()).paths;
  }

  /** Whether a file was saved since it was compared. */
  get isStale(): boolean {
    return this._isStale;
  }

  /** A file of the lab was saved. */
  fileSaved(path: string): void {
    const { draft, reference } = this._pair;
    if (this._status === 'ready' && [draft, reference].includes(path)) {
      this._isStale = true;
      this._stateChanged.emit();
    }
  }

  /** Name one or both documents; what was found between others is forgotten. */
  setPair(pair: Partial<IDocumentPair>): void {
    this._pair = { ...this._pair, ...pair };
    this._setStatus('choosing');
  }

  /** Return to the choice of documents. */
  choose(): void {
    this._setStatus('choosing');
  }

  /** Take the reference as the draft and the other way round, and compare again. */
  async swap(): Promise<void> {
    this._pair = { draft: this._pair.reference, reference: this._pair.draft };
    await this.compare();
  }

  /** The link that is looked at, or what stands alone; null where nothing is. */
  get link(): Link | null {
    const selection = this._selection;
    for (const side of ['draft', 'reference'] as const) {
      const id = selection?.[side].provisions[0];
      if (id !== undefined) {
        return this._links[side].get(id) ?? null;
      }
    }
    return null;
  }

  /** The links that are not sure enough: a person has to decide. */
  get weakLinks(): Link[] {
    return this._page?.comparison.alignment.filter(link => link.weak) ?? [];
  }

  /** Look at the next link that a person has to decide about. */
  selectNextWeak(): void {
    this._linking = null;
    const weak = this.weakLinks;
    const current = this.link;
    const next = weak[(current ? weak.indexOf(current) + 1 : 0) % weak.length];
    if (next) {
      this.selectProvision('draft', next.draft[0]);
    }
  }

  /** Whether decisions can be kept: an earlier version cannot be changed any more. */
  get canDecide(): boolean {
    return !this._page?.draft.revision && !this._isDeciding;
  }

  /** The side and provisions for which a counterpart is looked for; null while none is. */
  get linking(): { side: Side; ids: readonly string[] } | null {
    return this._linking;
  }

  /** Look for a counterpart of what stands alone; the next provision chosen on the other side is it. */
  startLinking(): void {
    const link = this.link;
    if (link) {
      const side = link.draft.length ? 'draft' : 'reference';
      this._linking = { side, ids: link[side] };
      this._selectionChanged.emit(this._selection);
    }
  }

  /** Give up looking for a counterpart. */
  stopLinking(): void {
    this._linking = null;
    this._selectionChanged.emit(this._selection);
  }

  /**
   * Keep a decision about provisions of both sides and compare again, with the documents in view.
   *
   * @throws WorkbenchError - where it cannot be kept, or the documents cannot be compared any more.
   */
  async decide(
    decision: DecideRequest['decision'],
    draft: readonly string[],
    reference: readonly string[]
  ): Promise<void> {
    this._isDeciding = true;
    this._linking = null;
    this._selectionChanged.emit(this._selection);
    try {
      await this.api.decide(this._pair, decision, draft, reference);
      const page = await this.api.compare(this._pair, this._abort.signal);
      this._isDeciding = false;
      this._setPage(page, this._filter);
      this._stateChanged.emit();
      this.selectProvision('draft', draft[0]);
    } finally {
      this._isDeciding = false;
      this._selectionChanged.emit(this._selection);
    }
  }

  /** Compare the documents; at the end the status is `ready` or `failed`. */
  async compare(): Promise<void> {
    const pair = this._pair;
    this._abort.abort();
    const abort = (this._abort = new AbortController());
    this._isStale = false;
    this._setStatus('comparing');
    try {
      const page = await this.api.compare(pair, abort.signal);
      if (!abort.signal.aborted) {
        this._setPage(page);
        this._setStatus('ready');
      }
    } catch (error) {
      if (!abort.signal.aborted) {
        this._error = (error as Error).message;
        this._setStatus('failed');
      }
    }
  }

  /** Change conditions of the filter; the others stay. */
  setFilter(change: Partial<IFilter>): void {
    this._filter = { ...this._filter, ...change };
    this._filterChanged.emit();
  }

  /** Take all conditions away. */
  clearFilter(): void {
    this.setFilter(NO_FILTER);
  }

  /** The findings that the filter lets through, in the order of the draft. */
  findings(conditions: Partial<IFilter> = {}): Divergence[] {
    const { severities, category, text } = { ...this._filter, ...conditions };
    const wanted = text.trim().toLocaleLowerCase();
    return (this._page?.comparison.divergences ?? []).filter(
      finding =>
        (!severities.size || severities.has(finding.severity)) &&
        (!category || finding.category === category) &&
        (!wanted || this._searchText(finding).includes(wanted))
    );
  }

  /** Number of findings by severity that the other conditions let through. */
  severityCounts(): Map<Severity, number> {
    const counts = new Map(SEVERITIES.map(severity => [severity, 0]));
    for (const finding of this.findings({ severities: new Set() })) {
      counts.set(finding.severity, counts.get(finding.severity)! + 1);
    }
    return counts;
  }

  /** Categories of all findings with their numbers, the most frequent first. */
  categoryCounts(): [string, number][] {
    const counts = new Map<string, number>();
    for (const { category } of this._page?.comparison.divergences ?? []) {
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]);
  }

  /** Number of the clause of a finding in one document, empty where it has none there. */
  clauseOf(side: Side, finding: Divergence): string {
    const index = this._provisionIndex(side, finding[side][0]);
    return index < 0 ? '' : this._provisions(side)[index].clause;
  }

  /** The plain text of a provision. */
  textOf(side: Side, id: string): string {
    return this._provisions(side)[this._provisionIndex(side, id)]?.text ?? '';
  }

  /** The highest severity of the findings of each provision of a document. */
  severities(side: Side): Map<string, Severity> {
    const severities = new Map<string, Severity>();
    for (const severity of [...SEVERITIES].reverse()) {
      for (const finding of this._page?.comparison.divergences ?? []) {
        if (finding.severity === severity) {
          finding[side].forEach(id => severities.set(id, severity));
        }
      }
    }
    return severities;
  }

  /** Look at a finding. */
  selectFinding(finding: Divergence): void {
    this._select({
      finding,
      draft: this._place('draft', finding),
      reference: this._place('reference', finding)
    });
  }

  /** Look at the finding `step` places further in the list. */
  selectNext(step: 1 | -1): void {
    const findings = this.findings();
    const current = this._selection?.finding;
    const index = current ? findings.indexOf(current) : -1;
    const next =
      index < 0 ? (step > 0 ? 0 : findings.length - 1) : index + step;
    if (findings[next]) {
      this.selectFinding(findings[next]);
    }
  }

  /** Look at a provision of one document, and at what is aligned with it in the other. */
  selectProvision(side: Side, id: string): void {
    const linking = this._linking;
    if (linking && linking.side !== side) {
      const ids = { [linking.side]: linking.ids, [side]: [id] };
      void this.decide('drawn', ids.draft, ids.reference).catch(error =>
        this._failed.emit((error as Error).message)
      );
      return;
    }
    const link = this._links[side].get(id);
    const pair: Pick<Link, Side> = link ?? {
      draft: side === 'draft' ? [id] : [],
      reference: side === 'reference' ? [id] : []
    };
    this._select({
      finding: this._worstFinding(side, id),
      draft: this._place('draft', pair),
      reference: this._place('reference', pair)
    });
  }

  private _worstFinding(side: Side, id: string): Divergence | null {
    const here = this.findings().filter(each => each[side].includes(id));
    const rank = (each: Divergence) => SEVERITIES.indexOf(each.severity);
    return here.sort((a, b) => rank(a) - rank(b))[0] ?? null;
  }

  private _place(side: Side, pair: Pick<Link, Side>): IPlace {
    return pair[side].length
      ? { provisions: pair[side], gap: null }
      : { provisions: [], gap: this._gap(other(side), pair[other(side)][0]) };
  }

  /**
   * Where on the other side the counterpart of `id` would stand: next to that of the nearest neighbour
   * which has one, in the same clause where possible, behind it rather than before it.
   */
  private _gap(side: Side, id: string): IGap | null {
    const provisions = this._provisions(side);
    const index = this._provisionIndex(side, id);
    if (index < 0) {
      return null;
    }
    const before = provisions.slice(0, index).reverse();
    const after = provisions.slice(index + 1);
    const clause = provisions[index].clause;
    const inClause = [...before, ...after].filter(
      each => each.clause === clause
    );
    for (const neighbour of [...inClause, ...before, ...after]) {
      const counterpart = this._links[side].get(neighbour.id)?.[other(side)];
      if (counterpart?.length) {
        return before.includes(neighbour)
          ? { provision: counterpart.at(-1)!, where: 'after' }
          : { provision: counterpart[0], where: 'before' };
      }
    }
    return null;
  }

  private _provisions(side: Side) {
    return this._page?.comparison[side].provisions ?? [];
  }

  private _provisionIndex(side: Side, id: string | undefined): number {
    return id === undefined ? -1 : (this._positions[side].get(id) ?? -1);
  }

  private _searchText(finding: Divergence): string {
    return [
      finding.id,
      finding.category,
      finding.sub,
      finding.characteristic,
      finding.draft_value,
      finding.reference_value,
      this.clauseOf('draft', finding),
      this.clauseOf('reference', finding),
      ...Object.values(finding.note),
      ...finding.draft_evidence.map(excerpt => excerpt.text),
      ...finding.reference_evidence.map(excerpt => excerpt.text)
    ]
      .join('\n')
      .toLocaleLowerCase();
  }

  private _select(selection: ISelection | null): void {
    this._selection = selection;
    this._selectionChanged.emit(selection);
  }

  private _setPage(page: ComparisonPage, filter: IFilter = NO_FILTER): void {
    this._page = page;
    this._filter = filter;
    this._linking = null;
    this._selection = null;
    for (const side of ['draft', 'reference'] as const) {
      this._positions[side] = new Map(
        page.comparison[side].provisions.map((each, index) => [each.id, index])
      );
      this._links[side] = new Map(
        page.comparison.alignment.flatMap(link =>
          link[side].map(id => [id, link] as const)
        )
      );
    }
  }

  private _setStatus(status: Status): void {
    this._status = status;
    this._stateChanged.emit();
  }

  private _pair: IDocumentPair;
  private _status: Status = 'choosing';
  private _error = '';
  private _page: ComparisonPage | null = null;
  private _filter = NO_FILTER;
  private _selection: ISelection | null = null;
  private _positions: Record<Side, Map<string, number>> = {
    draft: new Map(),
    reference: new Map()
  };
  private _links: Record<Side, Map<string, Link>> = {
    draft: new Map(),
    reference: new Map()
  };
  private _linking: { side: Side; ids: readonly string[] } | null = null;
  private _isDeciding = false;
  private _isDisposed = false;
  private _isStale = false;
  private _abort = new AbortController();
  private readonly _stateChanged = new Signal<this, void>(this);
  private readonly _failed = new Signal<this, string>(this);
  private readonly _filterChanged = new Signal<this, void>(this);
  private readonly _selectionChanged = new Signal<this, ISelection | null>(
    this
  );
}
