// Registers that majorities keep: Attiya, Bar-Noy and Dolev (1995), for many writers (Lynch and Shvartsman 1997).
package main

import (
	"encoding/json"
	"time"
)

const (
	retry = 150 * time.Millisecond
	tries = 6
)

// Tag puts any two writes into order: a number, and the name of who gave it.
type Tag struct {
	Number int    `json:"number"`
	Node   string `json:"node"`
}

func (t Tag) isNewer(than Tag) bool {
	return t.Number > than.Number || t.Number == than.Number && t.Node > than.Node
}

// Copy is what one node has of a key; without a value it has nothing.
type Copy struct {
	Tag   Tag             `json:"tag"`
	Value json.RawMessage `json:"value,omitempty"`
}

// Question is what a node asks another: for its copy of a key, or to take one.
type Question struct {
	Key  string `json:"key"`
	Copy Copy   `json:"copy"`
}

type QuorumRegister struct {
	Node
	// The last number that this node gave to a write: no two writes may have the same tag.
	number int
}

func (q *QuorumRegister) OnStart() {
	q.Load("number", &q.number)
}

// Clients: each operation asks a majority twice.

type request struct {
	Key   json.RawMessage `json:"key"`
	Value json.RawMessage `json:"value"`
}

func (q *QuorumRegister) OnRead(m Message) {
	key := string(read[request](m).Key)
	q.query(key, func(copies map[string]Copy) {
		newest := newestOf(copies)
		if newest.Value == nil {
			q.Error(m, 20, "no such key")
			return
		}
		// Whoever reads later must not find less: so a majority has it before it is told.
		q.store(key, newest, func() { q.Reply(m, Body{"type": "read_ok", "value": newest.Value}) })
	})
}

func (q *QuorumRegister) OnWrite(m Message) {
	asked := read[request](m)
	key := string(asked.Key)
	q.query(key, func(copies map[string]Copy) {
		newest := newestOf(copies)
		if q.number < newest.Tag.Number {
			q.number = newest.Tag.Number
		}
		q.number++
		q.Save("number", q.number)
		// The name tells apart what two nodes write at the same time.
		written := Copy{Tag{q.number, q.ID}, asked.Value}
		q.store(key, written, func() { q.Reply(m, Body{"type": "write_ok"}) })
	})
}

// Majorities.

func (q *QuorumRegister) query(key string, then func(copies map[string]Copy)) {
	q.askMajority(Body{"type": "query", "key": key}, then)
}

func (q *QuorumRegister) store(key string, copy Copy, then func()) {
	q.askMajority(Body{"type": "store", "key": key, "copy": copy}, func(map[string]Copy) { then() })
}

// Asks all nodes, this one too, again and again; calls then with their copies once most have answered.
func (q *QuorumRegister) askMajority(question Body, then func(copies map[string]Copy)) {
	copies := map[string]Copy{}
	var ask func(node string, triesLeft int)
	heard := func(node string, answer *Message, triesLeft int) {
		if q.isMajority(len(copies)) {
			return
		}
		if answer == nil {
			// Not for ever: by then the client has given up.
			if triesLeft > 0 {
				ask(node, triesLeft)
			}
			return
		}
		copies[node] = read[Question](*answer).Copy
		if q.isMajority(len(copies)) {
			then(copies)
		}
	}
	ask = func(node string, triesLeft int) {
		q.CallWithin(retry, node, question, func(answer *Message) { heard(node, answer, triesLeft-1) })
	}
	for _, node := range q.Nodes {
		ask(node, tries)
	}
}

func (q *QuorumRegister) isMajority(count int) bool { return count > len(q.Nodes)/2 }

func newestOf(copies map[string]Copy) Copy {
	var newest Copy
	for _, copy := range copies {
		if copy.Tag.isNewer(newest.Tag) {
			newest = copy
		}
	}
	return newest
}

// Copies.

func (q *QuorumRegister) OnQuery(m Message) {
	q.Reply(m, Body{"type": "query_ok", "copy": q.copyOf(m.Text("key"))})
}

func (q *QuorumRegister) OnStore(m Message) {
	asked := read[Question](m)
	// Messages overtake each other: only what is newer counts.
	if asked.Copy.Tag.isNewer(q.copyOf(asked.Key).Tag) {
		q.Save("copy "+asked.Key, asked.Copy)
	}
	q.Reply(m, Body{"type": "store_ok"})
}

func (q *QuorumRegister) copyOf(key string) Copy {
	var copy Copy
	q.Load("copy "+key, &copy)
	return copy
}

// What a message says, as a struct.
func read[Fields any](m Message) Fields {
	var fields Fields
	if err := m.Into(&fields); err != nil {
		panic(err)
	}
	return fields
}

func main() { Run(func() *QuorumRegister { return &QuorumRegister{} }) }
