// The bully election (Garcia-Molina 1982): of all nodes that are up, the one of the highest rank leads.
package main

import "time"

// The algorithm rests on these: a message takes at most latency, and whoever is up reacts at once (section 2).
const (
	latency   = 30 * time.Millisecond
	heartbeat = 50 * time.Millisecond
	answering = 2 * latency
	silence   = heartbeat + 2*latency
)

type Bully struct {
	Node
	rank int
	// The term in which it follows, or leads, and the highest that it has heard of.
	term, highest int
	// "" while it knows of none.
	leader string
}

func (b *Bully) OnStart() {
	b.rank = b.rankOf(b.ID)
	b.Load("highest", &b.highest)
	// Whoever comes up does not know whether it is the highest now: it asks (section 4).
	b.SetTimer("silence", time.Duration(b.Random.Int63n(int64(silence))))
}

func (b *Bully) rankOf(name string) int {
	for rank, node := range b.Nodes {
		if node == name {
			return rank
		}
	}
	return -1
}

func (b *Bully) OnTimer(name string) {
	switch name {
	case "silence":
		b.elect()
	case "answer":
		b.lead()
	case "heartbeat":
		b.tellAll()
	}
}

// An election.

func (b *Bully) elect() {
	b.leader = ""
	b.CancelTimer("heartbeat")
	for _, node := range b.Nodes[b.rank+1:] {
		b.Send(node, Body{"type": "election", "highest": b.highest})
	}
	// Nobody of higher rank answers in time: none of them is up.
	b.SetTimer("answer", answering)
	b.Show(map[string]any{"role": "candidate", "term": b.highest})
}

func (b *Bully) OnElection(m Message) {
	b.hearOf(m.Int("highest"))
	b.Send(m.Src, Body{"type": "answer", "highest": b.highest})
	// It bullies: whoever is of higher rank takes over the election. One that leads says so at once.
	if b.leader == b.ID {
		b.tellAll()
	} else if b.leader == "" || !b.isAbove(b.leader) {
		b.elect()
	}
}

func (b *Bully) OnAnswer(m Message) {
	b.hearOf(m.Int("highest"))
	if b.leader != "" {
		return
	}
	// One of higher rank is up and will lead. It may fail before it does: then there is silence.
	b.CancelTimer("answer")
	b.SetTimer("silence", answering+silence)
}

func (b *Bully) lead() {
	// Nobody else ever takes a term of this rank: so a term has one leader, even when the assumptions fail.
	count := len(b.Nodes)
	b.hearOf((b.highest/count+1)*count + b.rank)
	b.term = b.highest
	b.leader = b.ID
	b.CancelTimer("silence")
	b.Every("heartbeat", heartbeat)
	b.tellAll()
	b.Show(map[string]any{"role": "leader", "term": b.term})
}

func (b *Bully) hearOf(term int) {
	if term > b.highest {
		b.highest = term
		b.Save("highest", term)
	}
}

// The leader.

func (b *Bully) tellAll() {
	for _, node := range b.Others() {
		b.Send(node, Body{"type": "coordinator", "term": b.term})
	}
}

func (b *Bully) OnCoordinator(m Message) {
	term := m.Int("term")
	if term < b.highest {
		// It does not know what has happened since it led, or came up: it has to choose a later term.
		b.Send(m.Src, Body{"type": "outdated", "highest": b.highest})
		return
	}
	b.hearOf(term)
	if !b.isAbove(m.Src) {
		// The one that leads did not hear of this node: it bullies.
		if b.leader != "" {
			b.elect()
		}
		return
	}
	b.leader = m.Src
	b.term = term
	b.CancelTimer("answer")
	b.CancelTimer("heartbeat")
	b.SetTimer("silence", silence)
	b.Show(map[string]any{"role": "follower", "term": term})
}

func (b *Bully) OnOutdated(m Message) {
	b.hearOf(m.Int("highest"))
	if b.leader == b.ID && b.term < b.highest {
		b.elect()
	}
}

func (b *Bully) isAbove(node string) bool { return b.rankOf(node) > b.rank }

func (b *Bully) OnLeader(m Message) {
	var leader any
	if b.leader != "" {
		leader = b.leader
	}
	b.Reply(m, Body{"type": "leader_ok", "leader": leader, "term": b.term})
}

func main() { Run(func() *Bully { return &Bully{} }) }
