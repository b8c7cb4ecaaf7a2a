// A set that only grows, on every node.
package main

type GSet struct {
	Node
	elements map[int]bool
}

func (s *GSet) OnStart() {
	s.elements = map[int]bool{}
}

func (s *GSet) OnAdd(m Message) {
	s.elements[m.Int("element")] = true
	s.Reply(m, Body{"type": "add_ok"})
}

func (s *GSet) OnRead(m Message) {
	// Only what was added here, and since this node was started.
	s.Reply(m, Body{"type": "read_ok", "value": Sorted(s.elements)})
}

func main() { Run(func() *GSet { return &GSet{} }) }
