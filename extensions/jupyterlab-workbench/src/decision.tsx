import * as React from 'react';

import { say, type IContext } from './context';
import { askClassification, askRejection } from './dialogs';
import { statementOf } from './model';
import type { Divergence, FindingDecision } from './types.gen';

/** What a person can say of a finding. */
export function Actions({
  finding,
  isReachable,
  ...context
}: IContext & { finding: Divergence; isReachable: boolean }) {
  const { model, trans } = context;
  const { decision } = finding;
  const actions: [string, () => void][] = [];
  if (decision?.status !== 'confirmed') {
    actions.push([
      trans.__('Confirm'),
      () =>
        void model.decideFinding(finding, {
          ...statementOf(finding),
          status: 'confirmed'
        })
    ]);
  }
  const ask = async (dialog: typeof askRejection) => {
    const statement = await dialog(finding, context);
    if (statement) {
      await model.decideFinding(finding, statement);
    }
  };
  actions.push(
    [trans.__('Reject…'), () => void ask(askRejection)],
    [trans.__('Reclassify, reason…'), () => void ask(askClassification)]
  );
  if (decision) {
    actions.push([trans.__('Take back'), () => void model.takeBack(decision)]);
  }
  return (
    <div
      className="jp-Workbench-actions"
      role="group"
      aria-label={trans.__('Decide about %1', finding.id)}
    >
      {actions.map(([label, act]) => (
        <button
          key={label}
          type="button"
          disabled={!model.canDecide}
          tabIndex={isReachable ? 0 : -1}
          onClick={act}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** What a person decided, why, who and when. */
export function Decided({
  decision,
  ...context
}: IContext & { decision: FindingDecision }) {
  const { model, trans, language } = context;
  const { names } = model.page!;
  const { status, as_nature, as_severity, reason, reason_type, by, at } =
    decision;
  const isReclassified = as_nature || as_severity || decision.as_category;
  const said = {
    confirmed: trans.__('Confirmed'),
    rejected: trans.__('Rejected'),
    open: isReclassified ? trans.__('Reclassified') : trans.__('Reason given')
  };
  const changes = [
    as_nature && trans.__('nature: %1', names.nature[as_nature]),
    as_severity && trans.__('severity: %1', names.severity[as_severity])
  ].filter(Boolean);
  return (
    <div className={`jp-Workbench-decided jp-mod-${status}`}>
      <div>
        <strong>{said[status]}</strong>{' '}
        <span className="jp-Workbench-byWhom">
          {[by, when(at, language)].filter(Boolean).join(' · ')}
        </span>
      </div>
      {changes.length > 0 && <div>{changes.join(' · ')}</div>}
      {(reason || reason_type) && (
        <div className="jp-Workbench-reason">
          {[reason_type && names.reason_type[reason_type], reason]
            .filter(Boolean)
            .join(' — ')}
        </div>
      )}
    </div>
  );
}

/** What was rejected, and what was decided about texts that have changed since; folded. */
export function SetAside(context: IContext) {
  const { model, trans } = context;
  const { rejected, stale_findings } = model.page!.comparison;
  const { category, sub } = model.page!.names;
  return (
    <>
      {rejected.length > 0 && (
        <details className="jp-Workbench-aside jp-mod-rejected">
          <summary>{trans.__('%1 rejected', rejected.length)}</summary>
          <ul>
            {rejected.map(finding => (
              <li key={finding.id}>
                <div className="jp-Workbench-findingHead">
                  <button
                    type="button"
                    className="jp-Workbench-findingLink"
                    title={trans.__('Show in both documents')}
                    onClick={() => model.selectFinding(finding)}
                  >
                    {finding.id}
                  </button>
                  <span>{category[finding.category]}</span>
                  {finding.sub && (
                    <span className="jp-Workbench-sub">{sub[finding.sub]}</span>
                  )}
                </div>
                <p className="jp-Workbench-remark">
                  {say(finding.note, context)}
                </p>
                <KeptDecision {...context} decision={finding.decision!} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {stale_findings.length > 0 && (
        <details className="jp-Workbench-aside jp-mod-stale">
          <summary>
            {trans._n(
              '%1 decision about a finding no longer applies',
              '%1 decisions about findings no longer apply',
              stale_findings.length
            )}
          </summary>
          <p className="jp-Workbench-remark">
            {trans.__(
              'The texts have changed since, or the finding is not found for the purpose chosen above.'
            )}
          </p>
          <ul>
            {stale_findings.map(decision => (
              <li key={decision.finding}>
                {decision.finding}
                <KeptDecision {...context} decision={decision} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function KeptDecision({
  decision,
  ...context
}: IContext & { decision: FindingDecision }) {
  const { model, trans } = context;
  return (
    <>
      <Decided {...context} decision={decision} />
      <div className="jp-Workbench-actions">
        <button
          type="button"
          disabled={!model.canDecide}
          onClick={() => void model.takeBack(decision)}
        >
          {trans.__('Take back')}
        </button>
      </div>
    </>
  );
}

/** A moment as people of the language write it; as it is where it is none. */
function when(at: string, language: string): string {
  const moment = new Date(at);
  return Number.isNaN(moment.valueOf())
    ? at
    : moment.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', {
        dateStyle: 'medium',
        timeStyle: 'short'
      });
}
