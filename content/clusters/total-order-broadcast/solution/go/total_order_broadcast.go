// Total-order broadcast by a fixed sequencer (Defago, Schiper and Urban 2004, section 4.1; Kaashoek and Tanenbaum 1991).
package main

import (
	"encoding/json"
	"fmt"
	"time"
)

const retryPeriod = 150 * time.Millisecond

// Entry is a message, under the name of the request that asked for it.
type Entry struct {
	ID    string          `json:"id"`
	Value json.RawMessage `json:"value"`
}

type TotalOrderBroadcast struct {
	Node
	// What this node has delivered. At the sequencer that is the order itself.
	delivered []Entry
	// Requests that are among it.
	ordered map[string]bool
	// Requests of clients of this node that are not.
	pending map[string]Message
}

func (t *TotalOrderBroadcast) OnStart() {
	t.ordered, t.pending = map[string]bool{}, map[string]Message{}
	for {
		var entry Entry
		if !t.Load(keyOf(len(t.delivered)), &entry) {
			break
		}
		t.delivered = append(t.delivered, entry)
		t.ordered[entry.ID] = true
	}
	t.Every("retry", retryPeriod)
}

func (t *TotalOrderBroadcast) sequencer() string { return t.Nodes[0] }

func (t *TotalOrderBroadcast) OnBroadcast(m Message) {
	// A name that no other request ever has: so the sequencer knows one that comes twice.
	id := fmt.Sprintf("%s %d", m.Src, m.Int("msg_id"))
	t.pending[id] = m
	t.order(id)
}

func (t *TotalOrderBroadcast) order(id string) {
	t.Send(t.sequencer(), Body{"type": "order", "id": id, "value": t.pending[id].Body["message"]})
}

func (t *TotalOrderBroadcast) OnOrder(m Message) {
	entry := read[Entry](m)
	if t.ordered[entry.ID] {
		return
	}
	from := len(t.delivered)
	t.deliver(entry)
	for _, node := range t.Others() {
		t.Send(node, Body{"type": "entries", "from": from, "entries": t.delivered[from:]})
	}
}

func (t *TotalOrderBroadcast) OnEntries(m Message) {
	told := read[struct {
		From    int     `json:"from"`
		Entries []Entry `json:"entries"`
	}](m)
	for at, entry := range told.Entries {
		// Only what comes next: a gap is not skipped, what is here is not taken twice.
		if told.From+at == len(t.delivered) {
			t.deliver(entry)
		}
	}
}

func (t *TotalOrderBroadcast) deliver(entry Entry) {
	t.Save(keyOf(len(t.delivered)), entry)
	t.delivered = append(t.delivered, entry)
	t.ordered[entry.ID] = true
	if request, is := t.pending[entry.ID]; is {
		delete(t.pending, entry.ID)
		t.Reply(request, Body{"type": "broadcast_ok"})
	}
}

// OnTimer: what was lost is asked for again and again.
func (t *TotalOrderBroadcast) OnTimer(name string) {
	for _, id := range Sorted(t.pending) {
		t.order(id)
	}
	if t.ID != t.sequencer() {
		t.Send(t.sequencer(), Body{"type": "fetch", "from": len(t.delivered)})
	}
}

func (t *TotalOrderBroadcast) OnFetch(m Message) {
	from := m.Int("from")
	if from < len(t.delivered) {
		t.Send(m.Src, Body{"type": "entries", "from": from, "entries": t.delivered[from:]})
	}
}

func (t *TotalOrderBroadcast) OnRead(m Message) {
	messages := []json.RawMessage{}
	for _, entry := range t.delivered {
		messages = append(messages, entry.Value)
	}
	t.Reply(m, Body{"type": "read_ok", "messages": messages})
}

func keyOf(place int) string { return fmt.Sprintf("entry %d", place) }

// What a message says, as a struct.
func read[Fields any](m Message) Fields {
	var fields Fields
	if err := m.Into(&fields); err != nil {
		panic(err)
	}
	return fields
}

func main() { Run(func() *TotalOrderBroadcast { return &TotalOrderBroadcast{} }) }
