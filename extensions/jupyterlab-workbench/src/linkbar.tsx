import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { ComparisonModel } from './model';
import type { DecideRequest, Link } from './types.gen';

interface IContext {
  model: ComparisonModel;
  trans: TranslationBundle;
}

/** What is linked with what, why, and what a person decides about it. */
export class LinkBar extends ReactWidget {
  constructor(private readonly context: IContext) {
    super();
    this.addClass('jp-Workbench-linkBar');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', context.trans.__('Link'));
    context.model.failed.connect((_, message) => {
      this._error = message;
      this.update();
    });
    context.model.selectionChanged.connect(() => (this._error = ''));
  }

  protected override render(): React.ReactElement {
    const { model } = this.context;
    return (
      <UseSignal signal={model.stateChanged}>
        {() => (
          <UseSignal signal={model.selectionChanged}>
            {() => (
              <>
                <Selected {...this.context} decide={this._decide} />
                <ToDecide {...this.context} />
                {this._error && <p role="alert">{this._error}</p>}
              </>
            )}
          </UseSignal>
        )}
      </UseSignal>
    );
  }

  private readonly _decide = (
    decision: DecideRequest['decision'],
    { draft, reference }: Link
  ): void => {
    void this.context.model.decide(decision, draft, reference);
  };

  private _error = '';
}

function Selected({
  model,
  trans,
  decide
}: IContext & {
  decide: (decision: DecideRequest['decision'], link: Link) => void;
}) {
  const link = model.link;
  if (model.linking) {
    return (
      <div className="jp-Workbench-link" role="status">
        {model.linking.side === 'draft'
          ? trans.__('Choose the counterpart in the reference.')
          : trans.__('Choose the counterpart in the draft.')}
        <button type="button" onClick={() => model.stopLinking()}>
          {trans.__('Cancel')}
        </button>
      </div>
    );
  }
  if (!link) {
    return null;
  }
  const isPair = link.draft.length > 0 && link.reference.length > 0;
  return (
    <div className="jp-Workbench-link">
      {isPair ? (
        <>
          <Certainty link={link} trans={trans} />
          <Reasons link={link} names={model.page!.names.part} />
          <button
            type="button"
            disabled={!model.canDecide || link.decision !== null}
            onClick={() => decide('accepted', link)}
          >
            {trans.__('They correspond')}
          </button>
          <button
            type="button"
            disabled={!model.canDecide}
            onClick={() => decide('rejected', link)}
          >
            {trans.__('They do not correspond')}
          </button>
          {link.decision && (
            <button
              type="button"
              disabled={!model.canDecide}
              onClick={() => decide('none', link)}
            >
              {trans.__('Take the decision back')}
            </button>
          )}
        </>
      ) : (
        <button
          type="button"
          disabled={!model.canDecide}
          onClick={() => model.startLinking()}
        >
          {trans.__('Link by hand…')}
        </button>
      )}
    </div>
  );
}

function Certainty({ link, trans }: { link: Link; trans: TranslationBundle }) {
  if (link.decision) {
    return (
      <strong>
        {link.decision === 'drawn'
          ? trans.__('Linked by hand')
          : trans.__('Accepted')}
      </strong>
    );
  }
  const score = Math.round(100 * (link.score ?? 0));
  return (
    <strong className={link.weak ? 'jp-mod-weak' : ''}>
      {link.weak
        ? trans.__('Weak link, %1 %: please decide', score)
        : trans.__('Link, %1 %', score)}
    </strong>
  );
}

/** What speaks for the link and what against it, the strongest first. */
function Reasons({
  link,
  names
}: {
  link: Link;
  names: Readonly<Record<string, string>>;
}) {
  const shares = Object.entries(link.reasons).sort(
    (a, b) => Math.abs(b[1]) - Math.abs(a[1])
  );
  return (
    <ul className="jp-Workbench-reasons">
      {shares.map(([part, share]) => (
        <li key={part} className={share < 0 ? 'jp-mod-against' : ''}>
          {names[part] ?? part} {share > 0 ? '+' : '−'}
          {Math.abs(share).toFixed(2)}
        </li>
      ))}
    </ul>
  );
}

function ToDecide({ model, trans }: IContext) {
  const weak = model.weakLinks.length;
  const stale = model.page?.comparison.stale_decisions.length ?? 0;
  return (
    <div className="jp-Workbench-toDecide">
      {stale > 0 && (
        <span role="status">
          {trans._n(
            '%1 decision is about a text that has changed',
            '%1 decisions are about texts that have changed',
            stale
          )}
        </span>
      )}
      {weak > 0 && (
        <button type="button" onClick={() => model.selectNextWeak()}>
          {trans._n('%1 weak link', '%1 weak links', weak)}
        </button>
      )}
    </div>
  );
}
