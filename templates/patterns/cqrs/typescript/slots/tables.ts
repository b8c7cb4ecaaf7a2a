// compendium:slot change-log-tables default
change_log: ChangeLogRow
change_log_head: ChangeLogHeadRow
projection: ProjectionRow
// compendium:end
