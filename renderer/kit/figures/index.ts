export { cellWords, isFigure } from './cell-words';
export { FigureTable, type PickedFigure } from './FigureTable';
export { FigureNotes, LinkRows, ParameterBar, SideBySide } from './parts';
export { RowPages } from './RowPages';
export { saveFile, sizeWords, type TextFile } from './save-file';
