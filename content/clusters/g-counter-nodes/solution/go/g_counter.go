// A counter that only grows, on every node, by a state-based CRDT (Shapiro et al. 2011, specification 6).
package main

import "time"

const gossipEvery = 300 * time.Millisecond

type GCounter struct {
	Node
	// What each node has added. A node changes its own entry only.
	added map[string]int
}

func (c *GCounter) OnStart() {
	own := 0
	c.Load("added", &own)
	c.added = map[string]int{c.ID: own}
	c.Every("gossip", gossipEvery)
}

func (c *GCounter) OnAdd(m Message) {
	c.added[c.ID] += m.Int("delta")
	// Nobody else knows this entry yet: it must be kept before it is acknowledged.
	c.Save("added", c.added[c.ID])
	c.Reply(m, Body{"type": "add_ok"})
}

func (c *GCounter) OnRead(m Message) {
	value := 0
	for _, added := range c.added {
		value += added
	}
	c.Reply(m, Body{"type": "read_ok", "value": value})
}

func (c *GCounter) OnTimer(name string) {
	for _, node := range c.Others() {
		c.Send(node, Body{"type": "merge", "added": c.added})
	}
}

func (c *GCounter) OnMerge(m Message) {
	var theirs struct{ Added map[string]int }
	if m.Into(&theirs) != nil {
		return
	}
	// Entries only grow, so the larger is the later one, however old or repeated the message is.
	for node, added := range theirs.Added {
		if added > c.added[node] {
			c.added[node] = added
		}
	}
}

func main() { Run(func() *GCounter { return &GCounter{} }) }
