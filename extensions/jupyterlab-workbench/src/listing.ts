import type { Correspondence, Side } from './correspondence';
import type { ComparisonPage, Divergence, Verdict } from './types.gen';

export type Severity = Divergence['severity'];

export const SEVERITIES: readonly Severity[] = [
  'blocker',
  'major',
  'minor',
  'info'
];

/** Which findings are listed: all conditions hold together; empty ones let everything through. */
export interface IFilter {
  severities: ReadonlySet<Severity>;
  /** Codes of verdicts of what the comparison is read as. */
  verdicts: ReadonlySet<string>;
  category: string;
  text: string;
}

export const NO_FILTER: IFilter = {
  severities: new Set(),
  verdicts: new Set(),
  category: '',
  text: ''
};

/** The findings of a comparison: the gravest verdict first, else in the order of the draft. */
export class Listing {
  constructor(
    private readonly page: ComparisonPage | null,
    private readonly correspondence: Correspondence
  ) {
    const verdicts = page?.comparison.views[0]?.verdicts ?? [];
    this._verdicts = new Map(verdicts.map(each => [each.finding, each]));
    const rank = new Map(verdicts.map(({ finding }, i) => [finding, i]));
    this._findings = [...(page?.comparison.divergences ?? [])].sort(
      (a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0)
    );
  }

  /** The finding of an id; undefined where there is none, or it is rejected. */
  find(id: string | undefined): Divergence | undefined {
    return this._findings.find(each => each.id === id);
  }

  /** What a finding means for the purpose that the comparison is read for. */
  verdictOf(finding: Divergence): Verdict | undefined {
    return this._verdicts.get(finding.id);
  }

  /** The findings that the filter lets through. */
  filtered({ severities, verdicts, category, text }: IFilter): Divergence[] {
    const wanted = text.trim().toLocaleLowerCase();
    return this._findings.filter(
      finding =>
        (!severities.size || severities.has(finding.severity)) &&
        (!verdicts.size || verdicts.has(this.verdictOf(finding)?.code ?? '')) &&
        (!category || finding.category === category) &&
        (!wanted || this._searchText(finding).includes(wanted))
    );
  }

  /** Number of findings by severity that the other conditions let through. */
  severityCounts(filter: IFilter): Map<Severity, number> {
    const counts = new Map(SEVERITIES.map(severity => [severity, 0]));
    const { severities } = NO_FILTER;
    for (const finding of this.filtered({ ...filter, severities })) {
      counts.set(finding.severity, counts.get(finding.severity)! + 1);
    }
    return counts;
  }

  /** The verdicts that occur, the gravest first, with the numbers that the other conditions let through. */
  verdictCounts(filter: IFilter): [Verdict, number][] {
    const counts = new Map<string, [Verdict, number]>();
    for (const verdict of this._verdicts.values()) {
      if (!counts.has(verdict.code)) {
        counts.set(verdict.code, [verdict, 0]);
      }
    }
    const { verdicts } = NO_FILTER;
    for (const finding of this.filtered({ ...filter, verdicts })) {
      const counted = counts.get(this.verdictOf(finding)?.code ?? '');
      if (counted) {
        counted[1] += 1;
      }
    }
    return [...counts.values()];
  }

  /** Categories of all findings with their numbers, the most frequent first. */
  categoryCounts(): [string, number][] {
    const counts = new Map<string, number>();
    for (const { category } of this._findings) {
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]);
  }

  /** The highest severity of the findings of each provision of a document. */
  severities(side: Side): Map<string, Severity> {
    const severities = new Map<string, Severity>();
    for (const severity of [...SEVERITIES].reverse()) {
      for (const finding of this._findings) {
        if (finding.severity === severity) {
          finding[side].forEach(id => severities.set(id, severity));
        }
      }
    }
    return severities;
  }

  private _searchText(finding: Divergence): string {
    const names = this.page!.names;
    return [
      finding.id,
      names.category[finding.category],
      names.sub[finding.sub],
      finding.characteristic,
      finding.draft_value,
      finding.reference_value,
      this.correspondence.clauseOf('draft', finding),
      this.correspondence.clauseOf('reference', finding),
      ...Object.values(finding.note),
      ...Object.values(this.verdictOf(finding)?.name ?? {}),
      finding.decision?.reason,
      ...finding.draft_evidence.map(excerpt => excerpt.text),
      ...finding.reference_evidence.map(excerpt => excerpt.text)
    ]
      .join('\n')
      .toLocaleLowerCase();
  }

  private readonly _findings: readonly Divergence[];
  private readonly _verdicts: ReadonlyMap<string, Verdict>;
}
