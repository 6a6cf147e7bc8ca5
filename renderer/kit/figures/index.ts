export { cellWords, isFigure } from './cell-words';
export { FigureTable, type PickedFigure } from './FigureTable';
export { FigureNotes, LinkRows, ParameterBar, SideBySide } from './parts';
export { RowPages } from './RowPages';
export { sizeWords, type TextFile } from './text-file';
