package sync

import "compendium/driver/turns"

// A Map does one thing at a time.
type Map struct {
	monitor turns.Monitor
	entries map[any]any
}

func (m *Map) do(deed func()) {
	m.monitor.Try(func() bool {
		if m.entries == nil {
			m.entries = map[any]any{}
		}
		deed()
		return true
	})
}

func (m *Map) Load(key any) (value any, ok bool) {
	m.do(func() { value, ok = m.entries[key] })
	return
}

func (m *Map) Store(key, value any) {
	m.do(func() { m.entries[key] = value })
}

func (m *Map) Clear() {
	m.do(func() { m.entries = nil })
}

func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	m.do(func() {
		if actual, loaded = m.entries[key]; !loaded {
			actual, m.entries[key] = value, value
		}
	})
	return
}

func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	m.do(func() {
		value, loaded = m.entries[key]
		delete(m.entries, key)
	})
	return
}

func (m *Map) Delete(key any) { m.LoadAndDelete(key) }

func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	m.do(func() {
		previous, loaded = m.entries[key]
		m.entries[key] = value
	})
	return
}

func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	m.do(func() {
		value, found := m.entries[key]
		if swapped = found && value == old; swapped {
			m.entries[key] = new
		}
	})
	return
}

func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	m.do(func() {
		value, found := m.entries[key]
		if deleted = found && value == old; deleted {
			delete(m.entries, key)
		}
	})
	return
}

// Range shows what is there when its key's turn comes.
func (m *Map) Range(f func(key, value any) bool) {
	var keys []any
	m.do(func() {
		for key := range m.entries {
			keys = append(keys, key)
		}
	})
	for _, key := range keys {
		if value, found := m.Load(key); found && !f(key, value) {
			return
		}
	}
}
