// A store with a primary and a backup (Alsberg and Day 1976). Who is which, the view, is kept in a linearizable store, as
// in Chain Replication's master (van Renesse and Schneider 2004) and in the view service of MIT's course 6.5840.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

const (
	views   = "lin-kv"
	tick    = 50 * time.Millisecond
	silence = 400 * time.Millisecond
)

// View says who is primary and who is backup; "" for nobody.
type View struct {
	Number  int    `json:"number"`
	Primary string `json:"primary"`
	Backup  string `json:"backup"`
}

// Store is the store, with what makes it one: which update was the last, and the last request of each client.
type Store struct {
	View     int                        `json:"view"`
	Update   int                        `json:"update"`
	Values   map[string]json.RawMessage `json:"values"`
	Answered map[string]int             `json:"answered"`
}

type PrimaryBackup struct {
	Node
	view  View
	store Store
	// The primary does one request after the other: the first of these is being copied to the backup.
	requests []Message
	copying  *Store
	answer   Body
	// When each node was heard of.
	heard map[string]time.Duration
}

func (p *PrimaryBackup) OnStart() {
	p.Load("store", &p.store)
	p.heard = map[string]time.Duration{}
	p.Every("tick", tick)
}

func (p *PrimaryBackup) OnTimer(name string) {
	for _, node := range p.Others() {
		p.Send(node, Body{"type": "alive"})
	}
	p.CallWithin(4*tick, views, Body{"type": "read", "key": "view"}, p.onView)
	p.copy()
}

func (p *PrimaryBackup) OnAlive(m Message) { p.heard[m.Src] = p.Now() }

func (p *PrimaryBackup) isSilent(node string) bool {
	heard, is := p.heard[node]
	return !is || p.Now()-heard >= silence
}

// Views.

func (p *PrimaryBackup) onView(answer *Message) {
	if answer == nil {
		return
	}
	if answer.Type() == "read_ok" {
		p.enter(read[struct {
			Value View `json:"value"`
		}](*answer).Value)
	}
	switch {
	case p.view.Number == 0:
		if p.ID == p.Nodes[0] {
			p.propose("")
		}
	case p.ID == p.view.Primary && (p.view.Backup == "" || p.isSilent(p.view.Backup)):
		if spare := p.spare(); spare != p.view.Backup {
			p.propose(spare)
		}
	case p.ID == p.view.Backup && p.isSilent(p.view.Primary) && p.store.View == p.view.Number:
		// Only who has all that the primary ever answered may take its place.
		p.propose("")
	}
}

// A node that is up and could be the backup, or "".
func (p *PrimaryBackup) spare() string {
	for _, node := range p.Others() {
		if node != p.view.Backup && !p.isSilent(node) {
			return node
		}
	}
	return ""
}

// This node as primary. Of several that want to follow the same view only one does.
func (p *PrimaryBackup) propose(backup string) {
	to := View{p.view.Number + 1, p.ID, backup}
	isFirst := p.view.Number == 0
	request := Body{"type": "cas", "key": "view", "from": p.view, "to": to, "create_if_not_exists": isFirst}
	p.CallWithin(4*tick, views, request, nil)
}

func (p *PrimaryBackup) enter(view View) {
	if view.Number <= p.view.Number {
		return
	}
	p.view = view
	p.Show(map[string]any{"role": p.role(), "view": view.Number})
	if p.ID != view.Primary {
		// Nobody knows whether the backup has the one that is being copied: its client hears nothing.
		p.requests, p.copying = nil, nil
		return
	}
	// A new backup gets everything before anything else happens.
	store := p.store
	store.View = view.Number
	p.copying = &store
	p.Save("store", store)
	p.copy()
}

func (p *PrimaryBackup) role() string {
	switch p.ID {
	case p.view.Primary:
		return "primary"
	case p.view.Backup:
		return "backup"
	}
	return "spare"
}

// The primary.

// Request is what a client asks for.
type Request struct {
	Type  string          `json:"type"`
	MsgID int             `json:"msg_id"`
	Key   json.RawMessage `json:"key"`
	Value json.RawMessage `json:"value"`
	From  json.RawMessage `json:"from"`
	To    json.RawMessage `json:"to"`
}

func (p *PrimaryBackup) onRequest(m Message) {
	switch {
	case p.role() == "primary":
		p.requests = append(p.requests, m)
		p.next()
	case p.view.Primary != "":
		p.Forward(p.view.Primary, m)
	}
	// Else it is lost. Error 11 would be a promise: what was handed on may come a second time, and be done then.
}

func (p *PrimaryBackup) OnRead(m Message)  { p.onRequest(m) }
func (p *PrimaryBackup) OnWrite(m Message) { p.onRequest(m) }
func (p *PrimaryBackup) OnCas(m Message)   { p.onRequest(m) }

func (p *PrimaryBackup) next() {
	for p.copying == nil && len(p.requests) > 0 {
		request := read[Request](p.requests[0])
		client := p.requests[0].Src
		// What comes twice is done once.
		if request.MsgID <= p.store.Answered[client] {
			p.requests = p.requests[1:]
			continue
		}
		store := Store{p.view.Number, p.store.Update + 1, copied(p.store.Values), copied(p.store.Answered)}
		p.answer = step(store.Values, request)
		store.Answered[client] = request.MsgID
		p.copying = &store
		// Before the backup has it: else a primary that comes back could give another update the same number.
		p.Save("store", store)
		p.copy()
	}
}

// Again and again, until the backup has it. Alone, the primary needs nobody. The store is small and goes as a whole; of a
// large one only what has changed would.
func (p *PrimaryBackup) copy() {
	if p.copying == nil {
		return
	}
	if p.view.Backup == "" {
		p.copied()
	} else {
		p.Send(p.view.Backup, Body{"type": "copy", "store": p.copying})
	}
}

func (p *PrimaryBackup) OnCopied(m Message) {
	isIt := p.copying != nil && m.Int("view") == p.copying.View && m.Int("update") == p.copying.Update
	if isIt && m.Src == p.view.Backup {
		p.copied()
	}
}

func (p *PrimaryBackup) copied() {
	isRequest := p.copying.Update > p.store.Update
	p.store, p.copying = *p.copying, nil
	if isRequest {
		request := p.requests[0]
		p.requests = p.requests[1:]
		p.Reply(request, p.answer)
	}
	p.next()
}

// The backup.

func (p *PrimaryBackup) OnCopy(m Message) {
	store := read[struct {
		Store Store `json:"store"`
	}](m).Store
	if store.View > p.view.Number {
		// The primary knows of a view that this node will hear of.
		return
	}
	if store.View < p.view.Number || p.role() != "backup" {
		// It has been replaced: it must not answer.
		return
	}
	if store.View > p.store.View || store.View == p.store.View && store.Update > p.store.Update {
		p.store = store
		p.Save("store", store)
	}
	p.Send(m.Src, Body{"type": "copied", "view": store.View, "update": store.Update})
}

// Does a request to the store, and gives the answer.
func step(values map[string]json.RawMessage, request Request) Body {
	key := string(request.Key)
	if request.Type == "write" {
		values[key] = request.Value
		return Body{"type": "write_ok"}
	}
	value, is := values[key]
	switch {
	case !is:
		return Body{"type": "error", "code": 20, "text": "no such key"}
	case request.Type == "read":
		return Body{"type": "read_ok", "value": value}
	case !bytes.Equal(value, request.From):
		return Body{"type": "error", "code": 22, "text": fmt.Sprintf("it is %s", value)}
	}
	values[key] = request.To
	return Body{"type": "cas_ok"}
}

func copied[Value any](from map[string]Value) map[string]Value {
	to := make(map[string]Value, len(from))
	for key, value := range from {
		to[key] = value
	}
	return to
}

// What a message says, as a struct.
func read[Fields any](m Message) Fields {
	var fields Fields
	if err := m.Into(&fields); err != nil {
		panic(err)
	}
	return fields
}

func main() { Run(func() *PrimaryBackup { return &PrimaryBackup{} }) }
