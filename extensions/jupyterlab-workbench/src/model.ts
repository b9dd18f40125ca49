import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import type { WorkbenchApi } from './api';
import { Correspondence, type IPlace, type Side } from './correspondence';
import { Listing, NO_FILTER, SEVERITIES, type IFilter } from './listing';
import type { IDocumentPair } from './tokens';
import type {
  ComparisonPage,
  DecideFindingRequest,
  DecideRequest,
  Divergence,
  FindingDecision,
  Link,
  View
} from './types.gen';

export type Status = 'choosing' | 'comparing' | 'ready' | 'failed';

/** What a person says of a finding; what is empty leaves what the workbench says. */
export type IStatement = Pick<
  DecideFindingRequest,
  'status' | 'as_nature' | 'as_severity' | 'reason' | 'reason_type'
>;

/** What the reader looks at. */
export interface ISelection {
  finding: Divergence | null;
  draft: IPlace;
  reference: IPlace;
}

const NO_STATEMENT: IStatement = {
  status: 'open',
  as_nature: '',
  as_severity: '',
  reason: '',
  reason_type: ''
};

/** What was said of a finding until now. */
export function statementOf(finding: Divergence): IStatement {
  const { status, as_nature, as_severity, reason, reason_type } =
    finding.decision ?? NO_STATEMENT;
  return { status, as_nature, as_severity, reason, reason_type };
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

  /** A decision could not be kept, or the comparison not be read as asked; the message for the user. */
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
        return this._correspondence.link(side, id) ?? null;
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
    return !this._page?.draft.revision && !this._isBusy;
  }

  /** Whether the server is asked for another comparison while this one stays in view. */
  get isBusy(): boolean {
    return this._isBusy;
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

  /** Keep a decision about provisions of both sides and compare again, with the documents in view. */
  async decide(
    decision: DecideRequest['decision'],
    draft: readonly string[],
    reference: readonly string[]
  ): Promise<void> {
    await this._refresh(
      () => this.api.decide(this._pair, decision, draft, reference),
      () => this.selectProvision('draft', draft[0])
    );
  }

  /** What the comparison is read as, e.g. `adoption` or `export:RU`; empty for no purpose. */
  get perspective(): string {
    return this._perspective;
  }

  /** What the comparison says for the purpose it is read for; null where it is read for none. */
  get view(): View | null {
    return this._page?.comparison.views[0] ?? null;
  }

  /** Read the comparison for a purpose: the server compares again, since findings can depend on it. */
  async readAs(perspective: string): Promise<void> {
    const before = this._perspective;
    this._perspective = perspective;
    this._filter = { ...this._filter, verdicts: NO_FILTER.verdicts };
    if (!(await this._refresh(() => null, this._lookAgain()))) {
      this._perspective = before;
      this._stateChanged.emit();
    }
  }

  /** Keep what a person says of a finding and compare again; a rejected one makes room for the next. */
  async decideFinding(
    finding: Divergence,
    statement: IStatement
  ): Promise<void> {
    if (statement.status === 'none' && finding.decision) {
      return this.takeBack(finding.decision);
    }
    const listed = this.findings();
    const index = listed.indexOf(finding);
    const next =
      statement.status === 'rejected'
        ? (listed[index + 1] ?? listed[index - 1])
        : finding;
    await this._refresh(
      () => this._sayOf(finding.id, statement),
      () => this._selectById(next?.id)
    );
  }

  /** Take back what was decided about a finding and compare again. */
  async takeBack(decision: FindingDecision): Promise<void> {
    const statement = { ...NO_STATEMENT, status: 'none' } as const;
    await this._refresh(
      () => this._sayOf(decision.finding, statement),
      () => this._selectById(decision.finding)
    );
  }

  /** Compare the documents; at the end the status is `ready` or `failed`. */
  async compare(): Promise<void> {
    const pair = this._pair;
    this._abort.abort();
    const abort = (this._abort = new AbortController());
    this._isStale = false;
    this._isBusy = false;
    this._setStatus('comparing');
    try {
      const page = await this._compared(pair, abort.signal);
      if (!abort.signal.aborted) {
        this._setPage(page);
        this._setStatus('ready');
        this._select(null);
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

  /** All findings, with what can be counted and asked about them. */
  get listing(): Listing {
    return this._listing;
  }

  /** The findings that the filter lets through, the gravest verdict first. */
  findings(): Divergence[] {
    return this._listing.filtered(this._filter);
  }

  /** Number of the clause of a finding in one document, empty where it has none there. */
  clauseOf(side: Side, finding: Divergence): string {
    return this._correspondence.clauseOf(side, finding);
  }

  /** The plain text of a provision. */
  textOf(side: Side, id: string): string {
    return this._correspondence.textOf(side, id);
  }

  /** Look at a finding. */
  selectFinding(finding: Divergence): void {
    this._select({
      finding,
      draft: this._correspondence.place('draft', finding),
      reference: this._correspondence.place('reference', finding)
    });
  }

  /** Look at the finding of an id, and list it where the filter hides it. */
  showFinding(id: string): void {
    const finding = this._listing.find(id);
    if (finding) {
      if (!this.findings().includes(finding)) {
        this.clearFilter();
      }
      this.selectFinding(finding);
    }
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
      void this.decide('drawn', ids.draft, ids.reference);
      return;
    }
    const link = this._correspondence.link(side, id);
    const pair: Pick<Link, Side> = link ?? {
      draft: side === 'draft' ? [id] : [],
      reference: side === 'reference' ? [id] : []
    };
    this._select({
      finding: this._worstFinding(side, id),
      draft: this._correspondence.place('draft', pair),
      reference: this._correspondence.place('reference', pair)
    });
  }

  private _sayOf(finding: string, statement: IStatement) {
    const { _pair: pair, _perspective: perspective } = this;
    return this.api.decideFinding(pair, perspective, finding, statement);
  }

  private _compared(
    pair: IDocumentPair,
    signal: AbortSignal
  ): Promise<ComparisonPage> {
    return this.api.compare(pair, this._perspective, signal);
  }

  /**
   * Change something on the server and compare again, with the documents in view; then `look`.
   *
   * What goes wrong is told by `failed`.
   *
   * @returns whether the new comparison is there; also true where a later question took its place.
   */
  private async _refresh(
    change: () => Promise<unknown> | null,
    look: () => void
  ): Promise<boolean> {
    this._abort.abort();
    const abort = (this._abort = new AbortController());
    this._isBusy = true;
    this._linking = null;
    this._stateChanged.emit();
    this._selectionChanged.emit(this._selection);
    let failure: Error | null = null;
    try {
      await change();
      const page = await this._compared(this._pair, abort.signal);
      this._isBusy = false;
      this._isStale = false;
      this._setPage(page, this._filter);
      this._stateChanged.emit();
      look();
    } catch (error) {
      failure = error as Error;
    }
    if (abort.signal.aborted) {
      return true;
    }
    this._isBusy = false;
    this._selectionChanged.emit(this._selection);
    if (failure) {
      this._stateChanged.emit();
      this._failed.emit(failure.message);
    }
    return !failure;
  }

  /** Looks at the same again once the comparison is another one. */
  private _lookAgain(): () => void {
    const selection = this._selection;
    const side = selection?.draft.provisions.length ? 'draft' : 'reference';
    const provision = selection?.[side].provisions[0];
    return () =>
      !selection?.finding && provision !== undefined
        ? this.selectProvision(side, provision)
        : this._selectById(selection?.finding?.id);
  }

  private _selectById(id: string | undefined): void {
    const finding = this._listing.find(id);
    if (finding) {
      this.selectFinding(finding);
    } else {
      this._select(null);
    }
  }

  private _worstFinding(side: Side, id: string): Divergence | null {
    const here = this.findings().filter(each => each[side].includes(id));
    const rank = (each: Divergence) => SEVERITIES.indexOf(each.severity);
    return here.sort((a, b) => rank(a) - rank(b))[0] ?? null;
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
    this._correspondence = new Correspondence(page);
    this._listing = new Listing(page, this._correspondence);
  }

  private _setStatus(status: Status): void {
    this._status = status;
    this._stateChanged.emit();
  }

  private _pair: IDocumentPair;
  private _status: Status = 'choosing';
  private _error = '';
  private _page: ComparisonPage | null = null;
  private _filter: IFilter = NO_FILTER;
  private _selection: ISelection | null = null;
  private _correspondence = new Correspondence(null);
  private _listing = new Listing(null, this._correspondence);
  private _perspective = '';
  private _linking: { side: Side; ids: readonly string[] } | null = null;
  private _isBusy = false;
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
