// A counter that grows and shrinks, on every node, by a state-based CRDT (Shapiro et al. 2011, specification 7).
package main

import "time"

const gossipEvery = 300 * time.Millisecond

type entries map[string]int

type PNCounter struct {
	Node
	// Two counters that only grow: of a sum that also shrinks nobody could say which of two values is later.
	plus, minus entries
}

func (c *PNCounter) OnStart() {
	var own [2]int
	c.Load("own", &own)
	c.plus, c.minus = entries{c.ID: own[0]}, entries{c.ID: own[1]}
	c.Every("gossip", gossipEvery)
}

func (c *PNCounter) OnAdd(m Message) {
	if delta := m.Int("delta"); delta > 0 {
		c.plus[c.ID] += delta
	} else {
		c.minus[c.ID] -= delta
	}
	// Nobody else knows these entries yet: they must be kept before they are acknowledged.
	c.Save("own", [2]int{c.plus[c.ID], c.minus[c.ID]})
	c.Reply(m, Body{"type": "add_ok"})
}

func (c *PNCounter) OnRead(m Message) {
	c.Reply(m, Body{"type": "read_ok", "value": c.plus.sum() - c.minus.sum()})
}

func (c *PNCounter) OnTimer(name string) {
	for _, node := range c.Others() {
		c.Send(node, Body{"type": "merge", "plus": c.plus, "minus": c.minus})
	}
}

func (c *PNCounter) OnMerge(m Message) {
	var theirs struct{ Plus, Minus entries }
	if m.Into(&theirs) != nil {
		return
	}
	c.plus.merge(theirs.Plus)
	c.minus.merge(theirs.Minus)
}

// merge: entries only grow, so the larger is the later one, however old or repeated the message is.
func (ours entries) merge(theirs entries) {
	for node, value := range theirs {
		if value > ours[node] {
			ours[node] = value
		}
	}
}

func (ours entries) sum() int {
	sum := 0
	for _, value := range ours {
		sum += value
	}
	return sum
}

func main() { Run(func() *PNCounter { return &PNCounter{} }) }
