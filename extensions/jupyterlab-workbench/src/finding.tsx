import * as React from 'react';

import { say, type IContext } from './context';
import { Actions, Decided } from './decision';
import type { ComparisonModel } from './model';
import type { Divergence } from './types.gen';

interface IFindingProps extends IContext {
  finding: Divergence;
  isChosen: boolean;
  isReachable: boolean;
}

/** One finding: what it is, what it means, what a person says of it. */
export function Finding({
  finding,
  isChosen,
  isReachable,
  ...context
}: IFindingProps) {
  const { model, trans } = context;
  const { names } = model.page!;
  const verdict = model.listing.verdictOf(finding);
  const option = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    if (!isChosen || !option.current) {
      return;
    }
    option.current.parentElement!.scrollIntoView({ block: 'nearest' });
    // The focus follows the choice while it is in the list, but is never taken from elsewhere.
    const list = option.current.closest('[role=listbox]')!;
    if (list.contains(document.activeElement)) {
      option.current.focus({ preventScroll: true });
    }
  }, [isChosen]);
  const choose = () => model.selectFinding(finding);
  return (
    <div
      role="presentation"
      className={`jp-Workbench-finding jp-mod-${finding.severity} ${isChosen ? 'jp-mod-chosen' : ''}`}
      onClick={choose}
    >
      <div
        ref={option}
        role="option"
        data-finding={finding.id}
        aria-selected={isChosen}
        tabIndex={isReachable ? 0 : -1}
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
          <Badges {...context} finding={finding} />
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
        <p className="jp-Workbench-remark">{say(finding.note, context)}</p>
        {finding.folded.length > 0 && (
          <ul className="jp-Workbench-folded">
            {finding.folded.map((folded, index) => (
              <li key={index}>
                {trans.__('Follows from it: %1', say(folded.note, context))}
              </li>
            ))}
          </ul>
        )}
        {verdict && (
          <p className="jp-Workbench-verdict">
            <span className="jp-Workbench-verdictName">
              {say(verdict.name, context)}
            </span>{' '}
            {say(verdict.note, context)}
          </p>
        )}
        <div className="jp-Workbench-findingFoot">
          <span>
            {trans.__('Draft')} {model.clauseOf('draft', finding) || '—'}
            {' ↔ '}
            {trans.__('Reference')}{' '}
            {model.clauseOf('reference', finding) || '—'}
          </span>
          <span
            title={trans.__('Category in the taxonomy, number of the finding')}
          >
            {finding.id}
          </span>
        </div>
        {finding.decision && (
          <Decided {...context} decision={finding.decision} />
        )}
      </div>
      <Actions {...context} finding={finding} isReachable={isReachable} />
    </div>
  );
}

/** What has to be known of a finding before one relies on it. */
function Badges({ finding, ...context }: IContext & { finding: Divergence }) {
  const { model, trans, language } = context;
  const { key } = model.page!.names;
  const differs = finding.key_differs
    .map(part => key[part])
    .join(language === 'zh' ? '、' : ', ');
  return (
    <>
      {finding.safety && (
        <span className="jp-Workbench-flag jp-mod-safety">
          {trans.__('safety')}
        </span>
      )}
      {finding.needs_review && (
        <span
          className="jp-Workbench-flag jp-mod-review"
          title={trans.__(
            'The workbench is not sure enough: look at both texts.'
          )}
        >
          {trans.__('needs review')}
        </span>
      )}
      {differs && (
        <span
          className="jp-Workbench-flag jp-mod-key"
          title={trans.__(
            'Values can be compared only where all of this is the same.'
          )}
        >
          {trans.__('differs: %1', differs)}
        </span>
      )}
    </>
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
