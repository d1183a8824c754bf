package exchange

// Raced says that the race detector is on, which takes ten times the time
// and the memory.
const Raced = raced
