import * as React from 'react';

import { say, type IContext } from './context';
import type { Step } from './types.gen';

/** How many findings of a step are named before one asks for all. */
const FINDINGS_NAMED = 10;

/** The degree of correspondence, the one that the draft claims, and what stands in the way of a better one. */
export function Degree(context: IContext) {
  const { model, trans } = context;
  const { comparison, names } = model.page!;
  const { degree, degree_reason, claimed, steps, draft, reference } =
    comparison;
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
      <div className="jp-Workbench-degrees">
        <strong className={`jp-Workbench-degreeName jp-mod-${degree}`}>
          <abbr>{degree === 'UNDECIDED' ? '?' : degree}</abbr>
          {names.degree}
        </strong>
        {claimed && (
          <span className="jp-Workbench-claimed">
            {trans.__('The draft claims: %1 (%2)', names.claimed, claimed)}
          </span>
        )}
      </div>
      <p>{say(degree_reason, context)}</p>
      {steps.length > 0 && (
        <details className="jp-Workbench-steps">
          <summary>
            {trans._n(
              '%1 step to the next better degree',
              '%1 steps to the next better degree',
              steps.length
            )}
          </summary>
          <ol>
            {steps.map(step => (
              <StepItem key={step.id} {...context} step={step} />
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function StepItem({ step, ...context }: IContext & { step: Step }) {
  const { model, trans } = context;
  const [isWhole, setWhole] = React.useState(false);
  const named = isWhole
    ? step.findings
    : step.findings.slice(0, FINDINGS_NAMED);
  const left = step.findings.length - named.length;
  return (
    <li>
      {say(step.note, context)}{' '}
      <span className="jp-Workbench-stepFindings">
        {named.map(id => (
          <button
            key={id}
            type="button"
            className="jp-Workbench-findingLink"
            onClick={() => model.showFinding(id)}
          >
            {id}
          </button>
        ))}
        {left > 0 && (
          <button
            type="button"
            className="jp-Workbench-findingLink"
            onClick={() => setWhole(true)}
          >
            {trans.__('%1 more…', left)}
          </button>
        )}
      </span>
    </li>
  );
}
