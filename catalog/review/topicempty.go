package review

import "mingbai/catalog"

// topicEmpty notes topics under which a visitor finds nothing.
func topicEmpty(f *folder, note func(catalog.ID, catalog.Finding)) {
	named := map[catalog.ID]bool{}
	for _, r := range f.records {
		if g, ok := r.Body.(*catalog.Guide); ok {
			for _, id := range g.Topics {
				named[id] = true
			}
		}
	}
	for _, r := range f.records {
		if r.Kind() == catalog.KindTopic && !named[r.ID] && len(r.Refs()) == 0 {
			note(r.ID, advise("topic-empty", "body.members", "主题下没有任何事项，请归入事项，或删去主题", "nothing belongs to this topic: put guides into it, or take it out", "К этой теме ничего не отнесено: добавьте услуги или уберите её"))
		}
	}
}
