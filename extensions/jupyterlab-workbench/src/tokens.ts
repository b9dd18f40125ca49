import { Token } from '@lumino/coreutils';

/** The two documents of a comparison: paths in the lab, `path@revision` for an earlier version. */
export interface IDocumentPair {
  draft: string;
  reference: string;
}

/** What other extensions may ask of the workbench. */
export interface IWorkbench {
  /** Open the comparison of two documents, or bring it to the front where it is open already. */
  compare(pair: IDocumentPair): void;

  /** Open the form in which a person chooses the documents, with what is known filled in. */
  chooseDocuments(known?: Partial<IDocumentPair>): void;
}

/** The token with which other extensions get the workbench. */
export const IWorkbench = new Token<IWorkbench>(
  'jupyterlab-workbench:IWorkbench',
  'Opens comparisons of standards.'
);
