// Transactions over lists, strictly serializable, by one compare-and-set on one key that holds the whole database.
package main

import "fmt"

const (
	store = "lin-kv"
	key   = "database"
)

type operation []any

type database struct {
	Lists map[string][]any `json:"lists"`
	// Of each node the attempt of it that was the last to succeed.
	Done map[string]string `json:"done"`
}

type SingleKey struct {
	Node
	life  int
	count int
	// The first is being dealt with. One at a time, so that Done need not remember more than one attempt.
	queue []Message
	// What each attempt at this transaction answers, if it was the one that succeeded.
	attempts map[string][]operation
}

func (s *SingleKey) OnStart() {
	// Names of attempts must differ from those of earlier lives.
	s.Load("life", &s.life)
	s.life++
	s.Save("life", s.life)
}

func (s *SingleKey) OnTxn(m Message) {
	s.queue = append(s.queue, m)
	if len(s.queue) == 1 {
		s.begin()
	}
}

func (s *SingleKey) begin() {
	s.attempts = map[string][]operation{}
	s.look()
}

func (s *SingleKey) look() {
	s.Call(store, Body{"type": "read", "key": key}, func(reply *Message) {
		if reply == nil {
			s.look()
			return
		}
		// The only error of a read is that there is no such key.
		found := struct{ Value database }{database{map[string][]any{}, map[string]string{}}}
		if reply.Type() == "read_ok" {
			reply.Into(&found)
		}
		s.attempt(found.Value)
	})
}

func (s *SingleKey) attempt(before database) {
	if result, is := s.attempts[before.Done[s.ID]]; is {
		s.finish(result)
		return
	}
	lists, result, isWritten := apply(before.Lists, s.queue[0].List("txn"))
	if !isWritten {
		// Nothing to write: the read of a linearizable store is the moment at which it happened.
		s.finish(result)
		return
	}
	s.count++
	attempt := fmt.Sprintf("%d-%d", s.life, s.count)
	s.attempts[attempt] = result
	after := database{Lists: lists, Done: map[string]string{}}
	for node, one := range before.Done {
		after.Done[node] = one
	}
	after.Done[s.ID] = attempt
	s.swap(before, after, result)
}

func (s *SingleKey) swap(before, after database, result []operation) {
	request := Body{"type": "cas", "key": key, "from": before, "to": after, "create_if_not_exists": true}
	s.Call(store, request, func(reply *Message) {
		if reply != nil && reply.Type() == "cas_ok" {
			s.finish(result)
			return
		}
		// Somebody was quicker. Or it was done, and the answer was lost; or a second copy of the request found it
		// done. Only the database can tell.
		s.look()
	})
}

func (s *SingleKey) finish(result []operation) {
	request := s.queue[0]
	s.queue = s.queue[1:]
	s.Reply(request, Body{"type": "txn_ok", "txn": result})
	if len(s.queue) > 0 {
		s.begin()
	}
}

// The lists after a transaction, and what it answers. Changes neither.
func apply(before map[string][]any, txn []any) (lists map[string][]any, result []operation, isWritten bool) {
	lists = map[string][]any{}
	for name, list := range before {
		lists[name] = list
	}
	for _, one := range txn {
		step := one.([]any)
		f, key, value := step[0], step[1], step[2]
		name := fmt.Sprint(key)
		if f == "r" {
			result = append(result, operation{f, key, lists[name]})
			continue
		}
		// A new list: one that was read above must not grow.
		lists[name] = append(append([]any{}, lists[name]...), value)
		result = append(result, operation{f, key, value})
		isWritten = true
	}
	return lists, result, isWritten
}

func main() { Run(func() *SingleKey { return &SingleKey{} }) }
