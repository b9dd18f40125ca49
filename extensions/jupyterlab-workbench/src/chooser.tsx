import { FileDialog } from '@jupyterlab/filebrowser';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import { PathExt } from '@jupyterlab/coreutils';
import * as React from 'react';

import type { Side } from './correspondence';
import { swapIcon } from './icons';
import type { ComparisonModel } from './model';

/** What the form needs of the lab. */
export interface IChooserOptions {
  model: ComparisonModel;
  documentManager: IDocumentManager;
  translator: ITranslator;
  trans: TranslationBundle;
}

/** The form in which a person names the two documents; also shows that a comparison runs or failed. */
export class ChooserWidget extends ReactWidget {
  constructor(private readonly options: IChooserOptions) {
    super();
    this.addClass('jp-Workbench-chooser');
  }

  protected override render(): React.ReactElement {
    return (
      <UseSignal signal={this.options.model.stateChanged}>
        {() =>
          this.options.model.status === 'comparing' ? (
            <Progress {...this.options} />
          ) : (
            <Form {...this.options} />
          )
        }
      </UseSignal>
    );
  }
}

/** Let a person choose a standard in the lab's file dialog; null where it was cancelled. */
export async function chooseStandard(
  options: IChooserOptions,
  side: Side
): Promise<string | null> {
  const { model, documentManager, translator, trans } = options;
  const known = model.pair.draft || model.pair.reference;
  const result = await FileDialog.getOpenFiles({
    manager: documentManager,
    translator,
    title:
      side === 'draft'
        ? trans.__('Choose the draft')
        : trans.__('Choose the standard to compare with'),
    label: trans.__('Standards end in .sts.xml'),
    defaultPath: PathExt.dirname(known),
    filter: item =>
      item.type === 'directory' || item.name.endsWith('.sts.xml') ? {} : null
  });
  const chosen = result.value?.[0];
  return result.button.accept && chosen && chosen.type !== 'directory'
    ? chosen.path
    : null;
}

function Progress({ model, trans }: IChooserOptions) {
  return (
    <div className="jp-Workbench-progress" role="status">
      <div className="jp-SpinnerContent" aria-hidden="true" />
      <p>{trans.__('Comparing two standards…')}</p>
      <p className="jp-Workbench-pair">
        <bdi>{model.pair.draft}</bdi>
        <span aria-hidden="true"> ↔ </span>
        <bdi>{model.pair.reference}</bdi>
      </p>
      <p className="jp-Workbench-hint">
        {trans.__(
          'The first comparison takes longer, since the language models are loaded.'
        )}
      </p>
    </div>
  );
}

function Form(options: IChooserOptions) {
  const { model, trans } = options;
  const [paths, setPaths] = React.useState<string[]>([]);
  const listId = React.useId();
  React.useEffect(() => {
    // Without suggestions one can still type and browse.
    model.suggestions().then(setPaths, () => undefined);
  }, [model]);
  return (
    <form
      className="jp-Workbench-form"
      onSubmit={event => {
        event.preventDefault();
        void model.compare();
      }}
    >
      <h1>{trans.__('Compare two standards')}</h1>
      <p>
        {trans.__(
          'The provisions of both documents are aligned across languages, and every divergence is shown with its evidence on both sides.'
        )}
      </p>
      {model.status === 'failed' && (
        <p className="jp-Workbench-error" role="alert">
          {model.error}
        </p>
      )}
      <DocumentField
        {...options}
        side="draft"
        label={trans.__('Draft')}
        listId={listId}
      />
      <button
        type="button"
        className="jp-Workbench-swap"
        title={trans.__('Swap draft and reference')}
        onClick={() =>
          model.setPair({
            draft: model.pair.reference,
            reference: model.pair.draft
          })
        }
      >
        <swapIcon.react tag="span" width="16px" />
        {trans.__('Swap')}
      </button>
      <DocumentField
        {...options}
        side="reference"
        label={trans.__('Reference standard')}
        listId={listId}
      />
      <p className="jp-Workbench-hint">
        {trans.__(
          'Write @ and a git revision after a file to read an earlier version, for example %1.',
          'drafts/cup.sts.xml@HEAD~1'
        )}
      </p>
      <button
        type="submit"
        className="jp-mod-styled jp-mod-accept"
        disabled={!model.isComplete}
      >
        {trans.__('Compare')}
      </button>
      <datalist id={listId}>
        {paths.map(path => (
          <option key={path} value={path} />
        ))}
      </datalist>
    </form>
  );
}

function DocumentField(
  props: IChooserOptions & { side: Side; label: string; listId: string }
) {
  const { model, trans, side, label, listId } = props;
  const id = React.useId();
  return (
    <div className="jp-Workbench-field">
      <label htmlFor={id}>{label}</label>
      <div>
        <input
          id={id}
          className="jp-mod-styled"
          name={side}
          list={listId}
          required
          spellCheck={false}
          autoComplete="off"
          value={model.pair[side]}
          onChange={event => model.setPair({ [side]: event.target.value })}
        />
        <button
          type="button"
          className="jp-mod-styled"
          onClick={async () => {
            const path = await chooseStandard(props, side);
            if (path) {
              model.setPair({ [side]: path });
            }
          }}
        >
          {trans.__('Browse…')}
        </button>
      </div>
    </div>
  );
}
