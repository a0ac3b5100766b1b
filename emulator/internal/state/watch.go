package state

// Watch gives a channel that is told when something has changed; what changes while
// nobody listens is told once. stop ends it.
func (s *Store) Watch() (changed <-chan struct{}, stop func()) {
	told := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.watchers == nil {
		s.watchers = map[chan struct{}]struct{}{}
	}
	s.watchers[told] = struct{}{}
	return told, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.watchers, told)
	}
}

// tell says that something has changed. The store is locked.
func (s *Store) tell() {
	for told := range s.watchers {
		select {
		case told <- struct{}{}:
		default: // it has not looked since the last time
		}
	}
}
