// A list that all nodes edit at once.
package main

type Sequence struct{ Node }

func (s *Sequence) OnInsert(m Message) {
	// m.Int("value") between "after" and "before", which are whole numbers; nil is the start, or the end.
	s.Reply(m, Body{"type": "insert_ok"})
}

func (s *Sequence) OnDelete(m Message) {
	// m.Int("value") is in the list no more.
	s.Reply(m, Body{"type": "delete_ok"})
}

func (s *Sequence) OnRead(m Message) {
	s.Reply(m, Body{"type": "read_ok", "values": []int{}})
}

func main() { Run(func() *Sequence { return &Sequence{} }) }
