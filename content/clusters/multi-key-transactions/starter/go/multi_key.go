// Transactions over lists and registers, on a store that changes one key at a time.
package main

type MultiKey struct{ Node }

func (t *MultiKey) OnTxn(m Message) {
	// m.List("txn") is a list of [f, key, value]. The store answers a call:
	t.Call("lin-kv", Body{"type": "read", "key": "root"}, func(reply *Message) {
		// reply is nil when no answer came in time.
		t.Error(m, 10, "transactions are not written yet")
	})
}

func main() { Run(func() *MultiKey { return &MultiKey{} }) }
