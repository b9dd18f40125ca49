import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';

import { say, type IContext } from './context';
import { SetAside } from './decision';
import { Degree } from './degree';
import { Finding } from './finding';
import { SEVERITIES } from './listing';
import type { ComparisonModel } from './model';
import { Purpose } from './purpose';
import type { Divergence, Verdict } from './types.gen';

/** The degree, the purpose, the filter and the list of findings. */
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
              <div className="jp-Workbench-summary">
                <Degree {...context} />
                <Purpose {...context} />
              </div>
              <UseSignal signal={this.model.filterChanged}>
                {() => (
                  <>
                    <Filters {...context} />
                    <UseSignal signal={this.model.selectionChanged}>
                      {() => (
                        <>
                          <FindingsList {...context} />
                          <SetAside {...context} />
                        </>
                      )}
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

function Filters(context: IContext) {
  const { model, trans } = context;
  const { names } = model.page!;
  const { severities, verdicts, category, text } = model.filter;
  const counts = model.listing.severityCounts(model.filter);
  const verdictCounts = model.listing.verdictCounts(model.filter);
  return (
    <search className="jp-Workbench-filters">
      {verdictCounts.length > 0 && (
        <div
          className="jp-Workbench-pills"
          role="group"
          aria-label={trans.__('Verdict')}
        >
          {verdictCounts.map(([{ code, name }, count]) => (
            <Pill
              key={code}
              name={say(name, context)}
              count={count}
              className="jp-mod-verdict"
              isPressed={verdicts.has(code)}
              toggle={() =>
                model.setFilter({ verdicts: toggled(verdicts, code) })
              }
            />
          ))}
        </div>
      )}
      <div
        className="jp-Workbench-pills"
        role="group"
        aria-label={trans.__('Severity')}
      >
        {SEVERITIES.map(severity => (
          <Pill
            key={severity}
            name={names.severity[severity]}
            count={counts.get(severity)!}
            className={`jp-mod-${severity}`}
            isPressed={severities.has(severity)}
            toggle={() =>
              model.setFilter({ severities: toggled(severities, severity) })
            }
          />
        ))}
      </div>
      <div className="jp-Workbench-search">
        <select
          aria-label={trans.__('Category')}
          value={category}
          onChange={event => model.setFilter({ category: event.target.value })}
        >
          <option value="">{trans.__('All categories')}</option>
          {model.listing.categoryCounts().map(([code, count]) => (
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

/** A condition of the filter that is on or off, with the number of findings that it lets through. */
function Pill(props: {
  name: string;
  count: number;
  className: string;
  isPressed: boolean;
  toggle: () => void;
}) {
  const { name, count, className, isPressed, toggle } = props;
  return (
    <button
      type="button"
      className={`jp-Workbench-pill ${className}`}
      aria-pressed={isPressed}
      disabled={!count && !isPressed}
      onClick={toggle}
    >
      <span className="jp-Workbench-count">{count}</span> {name}
    </button>
  );
}

function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const changed = new Set(set);
  if (!changed.delete(value)) {
    changed.add(value);
  }
  return changed;
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
        {grouped(findings, model).map(([verdict, group]) => {
          const items = group.map(finding => (
            <Finding
              key={finding.id}
              {...context}
              finding={finding}
              isChosen={finding === chosen}
              isReachable={finding === reachable}
            />
          ));
          return verdict ? (
            <div
              key={verdict.code}
              role="group"
              aria-label={say(verdict.name, context)}
            >
              <div className="jp-Workbench-groupHead" aria-hidden="true">
                {say(verdict.name, context)} <span>{group.length}</span>
              </div>
              {items}
            </div>
          ) : (
            items
          );
        })}
      </div>
    </>
  );
}

/** The findings by verdict; all in one where the comparison is read for no purpose. */
function grouped(
  findings: readonly Divergence[],
  model: ComparisonModel
): [Verdict | undefined, Divergence[]][] {
  const groups: [Verdict | undefined, Divergence[]][] = [];
  for (const finding of findings) {
    const verdict = model.listing.verdictOf(finding);
    const last = groups.at(-1);
    if (last && last[0]?.code === verdict?.code) {
      last[1].push(finding);
    } else {
      groups.push([verdict, [finding]]);
    }
  }
  return groups;
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
