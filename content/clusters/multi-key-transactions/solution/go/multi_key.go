// Transactions over many keys, strictly serializable: values that never change, and one root that says which ones count.
package main

import "fmt"

const (
	store   = "lin-kv"
	rootKey = "root"
)

type operation []any

type root struct {
	// The name under which the value of each key lies.
	Versions map[string]string `json:"versions"`
	// Of each node the attempt of it that was the last to succeed.
	Done map[string]string `json:"done"`
}

type MultiKey struct {
	Node
	life  int
	count int
	// The first is being dealt with. One at a time, so that Done need not remember more than one attempt.
	queue []Message
	// What each attempt at this transaction answers, if it was the one that succeeded.
	attempts map[string][]operation
	// Values by their names. What lies under a name never changes, so it is never stale.
	values map[string]any
}

func (t *MultiKey) OnStart() {
	t.values = map[string]any{}
	// Names must differ from those of earlier lives.
	t.Load("life", &t.life)
	t.life++
	t.Save("life", t.life)
}

func (t *MultiKey) OnTxn(m Message) {
	t.queue = append(t.queue, m)
	if len(t.queue) == 1 {
		t.begin()
	}
}

func (t *MultiKey) begin() {
	t.attempts = map[string][]operation{}
	t.look()
}

func (t *MultiKey) look() {
	t.askUntilAnswered(Body{"type": "read", "key": rootKey}, func(reply Message) {
		// The only error of a read is that there is no such key.
		found := struct{ Value root }{root{map[string]string{}, map[string]string{}}}
		if reply.Type() == "read_ok" {
			reply.Into(&found)
		}
		t.onRoot(found.Value)
	})
}

func (t *MultiKey) onRoot(before root) {
	if result, is := t.attempts[before.Done[t.ID]]; is {
		t.finish(result)
		return
	}
	txn := t.queue[0].List("txn")
	requests := map[string]Body{}
	for _, one := range txn {
		name, is := before.Versions[fmt.Sprint(one.([]any)[1])]
		if _, isKnown := t.values[name]; is && !isKnown {
			requests[name] = Body{"type": "read", "key": name}
		}
	}
	t.askAll(requests, func(replies map[string]Message) {
		for name, reply := range replies {
			t.values[name] = reply.Body["value"]
		}
		t.attempt(before, txn)
	})
}

func (t *MultiKey) attempt(before root, txn []any) {
	now := map[string]any{}
	for key, name := range before.Versions {
		if value, is := t.values[name]; is {
			now[key] = value
		}
	}
	written, result := apply(now, txn)
	if len(written) == 0 {
		// The read of the root is the moment at which it happened: what it names never changes.
		t.finish(result)
		return
	}
	attempt := t.newName()
	t.attempts[attempt] = result
	after := root{copied(before.Versions), copied(before.Done)}
	after.Done[t.ID] = attempt
	requests := map[string]Body{}
	for _, key := range Sorted(written) {
		name := t.newName()
		t.values[name] = written[key]
		after.Versions[key] = name
		requests[name] = Body{"type": "write", "key": name, "value": written[key]}
	}
	// First the values, then the root that names them: whoever sees the name finds the value.
	t.askAll(requests, func(map[string]Message) { t.swap(before, after, result) })
}

func (t *MultiKey) swap(before, after root, result []operation) {
	request := Body{"type": "cas", "key": rootKey, "from": before, "to": after, "create_if_not_exists": true}
	t.Call(store, request, func(reply *Message) {
		if reply != nil && reply.Type() == "cas_ok" {
			t.finish(result)
			return
		}
		// Somebody was quicker. Or it was done, and the answer was lost; or a second copy of the request found it
		// done. Only the root can tell.
		t.look()
	})
}

func (t *MultiKey) finish(result []operation) {
	request := t.queue[0]
	t.queue = t.queue[1:]
	t.Reply(request, Body{"type": "txn_ok", "txn": result})
	if len(t.queue) > 0 {
		t.begin()
	}
}

func (t *MultiKey) newName() string {
	t.count++
	return fmt.Sprintf("%s-%d-%d", t.ID, t.life, t.count)
}

// To read again, or to write the same value again, harms nobody.
func (t *MultiKey) askUntilAnswered(request Body, then func(reply Message)) {
	t.Call(store, request, func(reply *Message) {
		if reply == nil {
			t.askUntilAnswered(request, then)
			return
		}
		then(*reply)
	})
}

func (t *MultiKey) askAll(requests map[string]Body, then func(replies map[string]Message)) {
	replies := map[string]Message{}
	if len(requests) == 0 {
		then(replies)
	}
	for _, name := range Sorted(requests) {
		name := name
		t.askUntilAnswered(requests[name], func(reply Message) {
			replies[name] = reply
			if len(replies) == len(requests) {
				then(replies)
			}
		})
	}
}

// The values that a transaction writes, and what it answers. Changes only now.
func apply(now map[string]any, txn []any) (written map[string]any, result []operation) {
	written = map[string]any{}
	for _, one := range txn {
		step := one.([]any)
		f, key, value := step[0], step[1], step[2]
		name := fmt.Sprint(key)
		if f == "r" {
			result = append(result, operation{f, key, now[name]})
			continue
		}
		after := value
		if f == "append" {
			// A new list: one that was read above must not grow.
			list, _ := now[name].([]any)
			after = append(append([]any{}, list...), value)
		}
		now[name], written[name] = after, after
		result = append(result, operation{f, key, value})
	}
	return written, result
}

func copied(from map[string]string) map[string]string {
	to := map[string]string{}
	for key, value := range from {
		to[key] = value
	}
	return to
}

func main() { Run(func() *MultiKey { return &MultiKey{} }) }
