export { cellWords, isFigure } from './cell-words';
export { FigureTable, type PickedFigure } from './FigureTable';
export { FigureNotes, LinkRows, ParameterBar } from './parts';
export { saveFile, sizeWords, type TextFile } from './save-file';
