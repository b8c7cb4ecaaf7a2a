// Transactions over lists, on a store that has compare-and-set on one key.
package main

type SingleKey struct{ Node }

func (t *SingleKey) OnTxn(m Message) {
	// m.List("txn") is a list of [f, key, value]. The store answers a call:
	t.Call("lin-kv", Body{"type": "read", "key": "database"}, func(reply *Message) {
		// reply is nil when no answer came in time.
		t.Error(m, 10, "transactions are not written yet")
	})
}

func main() { Run(func() *SingleKey { return &SingleKey{} }) }
