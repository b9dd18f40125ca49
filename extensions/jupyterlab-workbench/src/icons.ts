import { LabIcon } from '@jupyterlab/ui-components';

/** A standard: a sheet with numbered lines. */
export const standardIcon = new LabIcon({
  name: 'jupyterlab-workbench:standard',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3 jp-icon-selectable" fill="#616161" d="M5 2h10l5 5v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zm9 1.5V8h4.500zM7 11v2h2v-2zm4 0v2h6v-2zm-4 5v2h2v-2zm4 0v2h6v-2z"/>
</svg>`
});

/** A line of text with words marked in it. */
export const readingsIcon = new LabIcon({
  name: 'jupyterlab-workbench:readings',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3 jp-icon-selectable" fill="#616161" d="M17.800 2.600l3.600 3.600-8.600 8.600H9.200v-3.600zM3 19h18v2.500H3zM3 7h6v2H3zm0 5h4v2H3z"/>
</svg>`
});

/** Two standards beside each other with their difference between them. */
export const compareIcon = new LabIcon({
  name: 'jupyterlab-workbench:compare',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3 jp-icon-selectable" fill="#616161" d="M3 3h7v2H4v14h6v2H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zm11 0h7a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1h-7zM6 8h4v2H6zm0 4h4v2H6zm10-4v2h4V8zm0 4v2h4v-2z"/>
  <path class="jp-icon3" fill="#616161" d="M11.200 1h1.600v22h-1.600z"/>
</svg>`
});

/** Change places. */
export const swapIcon = new LabIcon({
  name: 'jupyterlab-workbench:swap',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3" fill="#616161" d="M7 8h11.200l-2.600-2.600L17 4l5 5-5 5-1.400-1.400 2.600-2.600H7zm10 8H5.800l2.600 2.600L7 20l-5-5 5-5 1.400 1.400L5.800 14H17z"/>
</svg>`
});
