// A counter that grows and shrinks, on every node.
package main

type PnCounter struct {
	Node
	value int
}

func (c *PnCounter) OnAdd(m Message) {
	c.value += m.Int("delta")
	c.Reply(m, Body{"type": "add_ok"})
}

func (c *PnCounter) OnRead(m Message) {
	// Only what was added here, and since this node was started.
	c.Reply(m, Body{"type": "read_ok", "value": c.value})
}

func main() { Run(func() *PnCounter { return &PnCounter{} }) }
