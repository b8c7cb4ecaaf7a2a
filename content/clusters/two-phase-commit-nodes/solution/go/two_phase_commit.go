// Two-phase commit with presumed abort (Gray 1978; Mohan, Lindsay and Obermarck 1986).
package main

import (
	"strings"
	"time"
)

const (
	votingTime = 500 * time.Millisecond
	askPeriod  = 200 * time.Millisecond
)

const (
	prepared = "prepared"
	commit   = "commit"
	abort    = "abort"
)

// Voting is a transaction that this node coordinates and has not decided.
type Voting struct {
	request      Message
	participants []string
	missing      map[string]bool
}

// Part is what a participant knows of a transaction.
type Part struct {
	State       string `json:"state"`
	Coordinator string `json:"coordinator"`
}

type TwoPhaseCommit struct {
	Node
	// Those of an earlier life are presumed aborted.
	open map[string]Voting
}

func (t *TwoPhaseCommit) OnStart() {
	t.open = map[string]Voting{}
	t.Every("ask", askPeriod)
}

// The coordinator: whichever node the client asks.

func (t *TwoPhaseCommit) OnTransact(m Message) {
	txn, votes := m.Text("txn"), m.Body["votes"].(map[string]any)
	voting := Voting{m, Sorted(votes), map[string]bool{}}
	t.open[txn] = voting
	t.SetTimer("voting "+txn, votingTime)
	for _, node := range voting.participants {
		voting.missing[node] = true
		// A node talks to itself as it does to any other.
		t.Send(node, Body{"type": "prepare", "txn": txn, "vote": votes[node]})
	}
}

func (t *TwoPhaseCommit) OnVote(m Message) {
	txn := m.Text("txn")
	voting, is := t.open[txn]
	if !is {
		return
	}
	if m.Body["yes"] == false {
		t.decide(txn, abort)
		return
	}
	delete(voting.missing, m.Src)
	if len(voting.missing) == 0 {
		t.decide(txn, commit)
	}
}

func (t *TwoPhaseCommit) decide(txn, decision string) {
	voting := t.open[txn]
	delete(t.open, txn)
	t.CancelTimer("voting " + txn)
	// The decision is made when it is on the disk, and not before anybody hears of it. An abort needs no record: of what
	// is not known, nothing else can have been decided.
	if decision == commit {
		t.Save("committed "+txn, true)
	}
	t.Reply(voting.request, Body{"type": "transact_ok", "decision": decision})
	for _, node := range voting.participants {
		t.Send(node, Body{"type": "decision", "txn": txn, "decision": decision})
	}
}

func (t *TwoPhaseCommit) OnAsk(m Message) {
	txn := m.Text("txn")
	if _, is := t.open[txn]; is {
		return
	}
	decision := abort
	var committed bool
	if t.Load("committed "+txn, &committed) {
		decision = commit
	}
	t.Send(m.Src, Body{"type": "decision", "txn": txn, "decision": decision})
}

// Participants.

func (t *TwoPhaseCommit) OnPrepare(m Message) {
	txn := m.Text("txn")
	part, is := t.partIn(txn)
	if !is {
		// Who has said yes can no longer say no: so it must still know after a crash. Who says no may abort at once.
		part = Part{abort, m.Src}
		if m.Body["vote"] == true {
			part.State = prepared
		}
		t.Save("state "+txn, part)
	}
	t.Send(m.Src, Body{"type": "vote", "txn": txn, "yes": part.State != abort})
}

func (t *TwoPhaseCommit) OnDecision(m Message) {
	txn := m.Text("txn")
	part, _ := t.partIn(txn)
	if part.State == prepared {
		part.State = m.Text("decision")
		t.Save("state "+txn, part)
	}
}

func (t *TwoPhaseCommit) OnTimer(name string) {
	if name == "ask" {
		t.askCoordinators()
	} else if txn := strings.TrimPrefix(name, "voting "); txn != name {
		t.decide(txn, abort)
	}
}

// Whoever is prepared cannot decide by itself: it waits, and asks.
func (t *TwoPhaseCommit) askCoordinators() {
	for _, txn := range t.transactions() {
		if part, _ := t.partIn(txn); part.State == prepared {
			t.Send(part.Coordinator, Body{"type": "ask", "txn": txn})
		}
	}
}

func (t *TwoPhaseCommit) OnRead(m Message) {
	states := map[string]string{}
	for _, txn := range t.transactions() {
		part, _ := t.partIn(txn)
		states[txn] = part.State
	}
	t.Reply(m, Body{"type": "read_ok", "states": states})
}

func (t *TwoPhaseCommit) partIn(txn string) (part Part, is bool) {
	is = t.Load("state "+txn, &part)
	return part, is
}

func (t *TwoPhaseCommit) transactions() []string {
	keys := t.SavedKeys("state ")
	for at, key := range keys {
		keys[at] = strings.TrimPrefix(key, "state ")
	}
	return keys
}

func main() { Run(func() *TwoPhaseCommit { return &TwoPhaseCommit{} }) }
