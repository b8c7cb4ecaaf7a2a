// Locks with leases and fencing tokens, kept in a linearizable store (Burrows 2006, section 2.4; Kleppmann 2016).
package main

import (
	"encoding/json"
	"fmt"
	"time"
)

const (
	store   = "lin-kv"
	timeout = 300 * time.Millisecond
)

// Lock is what the store has of a lock; "" owns one that is free.
type Lock struct {
	Owner   string `json:"owner"`
	Token   int    `json:"token"`
	LeaseMs int    `json:"lease_ms"`
}

// Resource is what a lock guards.
type Resource struct {
	Token int             `json:"token"`
	Value json.RawMessage `json:"value"`
}

type sight struct {
	token int
	since time.Duration
}

type Locks struct {
	Node
	// For each lock the token that this node saw last, and when it saw that one first.
	seen map[string]sight
}

func (l *Locks) OnStart() {
	l.seen = map[string]sight{}
}

func (l *Locks) OnAcquire(m Message) {
	key, owner := "lock "+m.Text("lock"), m.Text("owner")
	granted := func(token int) { l.Reply(m, Body{"type": "acquire_ok", "token": token}) }
	var again func()
	found := func(lock *Lock) {
		now := Lock{}
		if lock != nil {
			now = *lock
		}
		if now.Owner == owner {
			// Granted before, by a request whose answer was overtaken.
			granted(now.Token)
			return
		}
		if now.Owner != "" && !l.isOver(key, now) {
			l.Error(m, 11, now.Owner+" holds it")
			return
		}
		taken := Lock{owner, now.Token + 1, m.Int("lease_ms")}
		// Of two that found it free only one may have it: the store decides.
		replace(l, m, key, lock, taken, func() { granted(taken.Token) }, again)
	}
	again = func() { find(l, m, key, found) }
	again()
}

// Clocks of nodes cannot be compared, but time that passes here can be measured: a lock that has been the same for as
// long as its lease, from when this node saw it first, was granted longer ago than that.
func (l *Locks) isOver(key string, lock Lock) bool {
	seen := l.seen[key]
	if seen.token != lock.Token {
		l.seen[key] = sight{lock.Token, l.Now()}
		return false
	}
	return l.Now()-seen.since > time.Duration(lock.LeaseMs)*time.Millisecond
}

func (l *Locks) OnRelease(m Message) {
	key := "lock " + m.Text("lock")
	refused := func() { l.Error(m, 22, "it is not yours") }
	find(l, m, key, func(lock *Lock) {
		// The token, too: who lost the lock must not release it for the one who has it now.
		if lock == nil || lock.Owner != m.Text("owner") || lock.Token != m.Int("token") {
			refused()
			return
		}
		// The token stays, so that the next one is larger.
		free := Lock{Token: lock.Token}
		replace(l, m, key, lock, free, func() { l.Reply(m, Body{"type": "release_ok"}) }, refused)
	})
}

// OnWrite: the resource guards itself, for a holder cannot know whether its lease is over.
func (l *Locks) OnWrite(m Message) {
	key := "resource " + m.Text("lock")
	written := read[Resource](m)
	done := func() { l.Reply(m, Body{"type": "write_ok"}) }
	var again func()
	found := func(resource *Resource) {
		if resource != nil && written.Token < resource.Token {
			l.Error(m, 22, fmt.Sprintf("token %d has been here", resource.Token))
			return
		}
		replace(l, m, key, resource, written, done, again)
	}
	again = func() { find(l, m, key, found) }
	again()
}

// The store.

// Calls then with what the store has under the key, or with nil.
func find[Kept any](l *Locks, m Message, key string, then func(kept *Kept)) {
	l.CallWithin(timeout, store, Body{"type": "read", "key": key}, func(reply *Message) {
		switch {
		case reply == nil:
			l.Error(m, 11, "the store does not answer")
		case reply.Type() == "read_ok":
			kept := read[struct {
				Value Kept `json:"value"`
			}](*reply).Value
			then(&kept)
		default:
			then(nil)
		}
	})
}

// Puts one value in place of another; calls changed when something else is there.
func replace[Kept any](l *Locks, m Message, key string, from *Kept, to Kept, done, changed func()) {
	request := Body{"type": "cas", "key": key, "from": from, "to": to, "create_if_not_exists": from == nil}
	l.CallWithin(timeout, store, request, func(reply *Message) {
		switch {
		case reply == nil:
			// It may have been done, or may still be: nobody knows.
			l.Error(m, 0, "the store does not answer")
		case reply.Type() == "cas_ok":
			done()
		default:
			changed()
		}
	})
}

// What a message says, as a struct.
func read[Fields any](m Message) Fields {
	var fields Fields
	if err := m.Into(&fields); err != nil {
		panic(err)
	}
	return fields
}

func main() { Run(func() *Locks { return &Locks{} }) }
