import type { Action } from '../../plan/types.ts';
type Paint = (text: string) => string;
/** What the terminal's colours mean. Without colour every paint gives the text back as it is. */
export interface Style {
    bold: Paint;
    dim: Paint;
    added: Paint;
    removed: Paint;
    changed: Paint;
    drift: Paint;
    warn: Paint;
    error: Paint;
}
/** Whether to use colour (a terminal, NO_COLOR, --no-color) is the caller's to decide. */
export declare function createStyle(colour: boolean): Style;
export declare const paintAction: (style: Style, action: Action, text: string) => string;
export {};
