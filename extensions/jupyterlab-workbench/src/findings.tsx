import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';

import { SEVERITIES, type ComparisonModel } from './model';
import type { Divergence } from './types.gen';

interface IContext {
  model: ComparisonModel;
  trans: TranslationBundle;
  /** Key of the user's language in texts that the library gives in several, `zh` or `en`. */
  language: string;
}

/** The degree, the filter and the list of findings. */
export class FindingsWidget extends ReactWidget {
  constructor(
    private readonly model: ComparisonModel,
    private readonly trans: TranslationBundle,
    private readonly language: string
  ) {
    super();
    this.addClass('jp-Workbench-findings');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Findings'));
  }

  protected override render(): React.ReactElement {
    const context: IContext = {
      model: this.model,
      trans: this.trans,
      language: this.language
    };
    return (
      <UseSignal signal={this.model.stateChanged}>
        {() =>
          this.model.page && (
            <>
              <Degree {...context} />
              <UseSignal signal={this.model.filterChanged}>
                {() => (
                  <>
                    <Filters {...context} />
                    <UseSignal signal={this.model.selectionChanged}>
                      {() => <FindingsList {...context} />}
                    </UseSignal>
                  </>
                )}
              </UseSignal>
            </>
          )
        }
      </UseSignal>
    );
  }
}

function Degree({ model, trans, language }: IContext) {
  const { comparison, names } = model.page!;
  const { degree, degree_reason, draft, reference } = comparison;
  if (draft.designation && draft.designation === reference.designation) {
    // A version of a document does not adopt another one: there is no degree to speak of.
    return (
      <section className="jp-Workbench-degree">
        <strong>{trans.__('Two versions of the same document')}</strong>
      </section>
    );
  }
  return (
    <section
      className="jp-Workbench-degree"
      aria-label={trans.__('Degree of correspondence')}
    >
      <strong className={`jp-Workbench-degreeName jp-mod-${degree}`}>
        <abbr>{degree === 'UNDECIDED' ? '?' : degree}</abbr>
        {names.degree}
      </strong>
      <p>{degree_reason[language] ?? degree_reason.en}</p>
    </section>
  );
}

function Filters({ model, trans }: IContext) {
  const { names } = model.page!;
  const { severities, category, text } = model.filter;
  const counts = model.severityCounts();
  return (
    <search className="jp-Workbench-filters">
      <div
        className="jp-Workbench-severities"
        role="group"
        aria-label={trans.__('Severity')}
      >
        {SEVERITIES.map(severity => (
          <button
            key={severity}
            type="button"
            className={`jp-Workbench-severity jp-mod-${severity}`}
            aria-pressed={severities.has(severity)}
            disabled={!counts.get(severity) && !severities.has(severity)}
            onClick={() => {
              const chosen = new Set(severities);
              if (!chosen.delete(severity)) {
                chosen.add(severity);
              }
              model.setFilter({ severities: chosen });
            }}
          >
            <span className="jp-Workbench-count">{counts.get(severity)}</span>{' '}
            {names.severity[severity]}
          </button>
        ))}
      </div>
      <div className="jp-Workbench-search">
        <select
          aria-label={trans.__('Category')}
          value={category}
          onChange={event => model.setFilter({ category: event.target.value })}
        >
          <option value="">{trans.__('All categories')}</option>
          {model.categoryCounts().map(([code, count]) => (
            <option key={code} value={code}>
              {`${names.category[code]} (${count})`}
            </option>
          ))}
        </select>
        <input
          type="search"
          value={text}
          placeholder={trans.__('Search the findings')}
          aria-label={trans.__('Search the findings')}
          onChange={event => model.setFilter({ text: event.target.value })}
        />
      </div>
    </search>
  );
}

function FindingsList(context: IContext) {
  const { model, trans } = context;
  const findings = model.findings();
  const total = model.page!.comparison.divergences.length;
  const chosen = model.selection?.finding ?? null;
  const reachable = chosen && findings.includes(chosen) ? chosen : findings[0];
  const status = !total
    ? trans.__('No divergence was found.')
    : findings.length === total
      ? trans._n('%1 finding', '%1 findings', total)
      : trans.__('%1 of %2 findings', findings.length, total);
  return (
    <>
      <div className="jp-Workbench-status" role="status">
        {status}
        {findings.length < total && (
          <button type="button" onClick={() => model.clearFilter()}>
            {trans.__('Show all')}
          </button>
        )}
      </div>
      <div
        className="jp-Workbench-list"
        role="listbox"
        aria-label={trans.__('Findings')}
        onKeyDown={event => onListKey(event, model)}
      >
        {findings.map(finding => (
          <Finding
            key={finding.id}
            {...context}
            finding={finding}
            isChosen={finding === chosen}
            isReachable={finding === reachable}
          />
        ))}
      </div>
    </>
  );
}

function onListKey(event: React.KeyboardEvent, model: ComparisonModel): void {
  const findings = model.findings();
  const actions: Record<string, () => void> = {
    ArrowDown: () => model.selectNext(1),
    ArrowUp: () => model.selectNext(-1),
    Home: () => model.selectFinding(findings[0]),
    End: () => model.selectFinding(findings[findings.length - 1])
  };
  const action = actions[event.key];
  if (action && findings.length) {
    event.preventDefault();
    action();
  }
}

interface IFindingProps extends IContext {
  finding: Divergence;
  isChosen: boolean;
  isReachable: boolean;
}

function Finding(props: IFindingProps) {
  const { model, trans, language, finding, isChosen, isReachable } = props;
  const { names } = model.page!;
  const option = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    if (!isChosen || !option.current) {
      return;
    }
    option.current.scrollIntoView({ block: 'nearest' });
    // The focus follows the choice while it is in the list, but is never taken from elsewhere.
    if (option.current.parentElement!.contains(document.activeElement)) {
      option.current.focus({ preventScroll: true });
    }
  }, [isChosen]);
  const choose = () => model.selectFinding(finding);
  return (
    <div
      ref={option}
      role="option"
      className={`jp-Workbench-finding jp-mod-${finding.severity}`}
      data-finding={finding.id}
      aria-selected={isChosen}
      tabIndex={isReachable ? 0 : -1}
      onClick={choose}
      onKeyDown={event => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          choose();
        }
      }}
    >
      <div className="jp-Workbench-findingHead">
        <span className="jp-Workbench-badge">
          {names.severity[finding.severity]}
        </span>
        <span className="jp-Workbench-category">
          {names.category[finding.category]}
        </span>
        {finding.sub && (
          <span className="jp-Workbench-sub">{names.sub[finding.sub]}</span>
        )}
      </div>
      {finding.characteristic && (
        <div className="jp-Workbench-characteristic">
          {finding.characteristic}
        </div>
      )}
      {finding.draft_value || finding.reference_value ? (
        <dl className="jp-Workbench-values">
          <dt>{trans.__('Draft')}</dt>
          <dd>{finding.draft_value || '—'}</dd>
          <dt>{trans.__('Reference')}</dt>
          <dd>{finding.reference_value || '—'}</dd>
        </dl>
      ) : (
        <Quotation model={model} finding={finding} />
      )}
      <p className="jp-Workbench-note">
        {finding.note[language] ?? finding.note.en}
      </p>
      <div className="jp-Workbench-findingFoot">
        <span>
          {trans.__('Draft')} {model.clauseOf('draft', finding) || '—'}
          {' ↔ '}
          {trans.__('Reference')} {model.clauseOf('reference', finding) || '—'}
        </span>
        <span
          title={trans.__('Category in the taxonomy, number of the finding')}
        >
          {finding.category} {finding.id}
        </span>
      </div>
    </div>
  );
}

/** The words of the document that alone has them. */
function Quotation({
  model,
  finding
}: {
  model: ComparisonModel;
  finding: Divergence;
}) {
  const side = finding.draft.length ? 'draft' : 'reference';
  const [excerpt] =
    side === 'draft' ? finding.draft_evidence : finding.reference_evidence;
  return excerpt ? (
    <blockquote
      className="jp-Workbench-quotation"
      lang={model.page![side].language}
      dir="auto"
    >
      {excerpt.text}
    </blockquote>
  ) : null;
}
