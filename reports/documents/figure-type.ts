const FIGURE = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/u;

/** Whether a column of an answer holds figures, by the engine's name of its type. `isFigureType("DECIMAL(18,4)")` is true. */
export const isFigureType = (type: string): boolean => FIGURE.test(type);
