// Package exchange reads what others keep and writes folders of records. So
// far it reads item lists: the JSON of departments with their items and the
// address of each, as provinces' service sites give it.
package exchange
