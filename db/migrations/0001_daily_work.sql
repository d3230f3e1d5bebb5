CREATE TABLE `demand_changes` (
	`id` integer PRIMARY KEY NOT NULL,
	`customer_id` integer NOT NULL,
	`demand_type_id` integer,
	`demand_change` text,
	`changed_on` text NOT NULL,
	`changed_at` text NOT NULL,
	`changed_by` integer,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`demand_type_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "demand_changes_on" CHECK("demand_changes"."changed_on" is null or date("demand_changes"."changed_on", '+0 days') = "demand_changes"."changed_on"),
	CONSTRAINT "demand_changes_at" CHECK("demand_changes"."changed_at" is null or "demand_changes"."changed_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE INDEX `demand_changes_customer` ON `demand_changes` (`customer_id`,`changed_at`);--> statement-breakpoint
CREATE TABLE `follow_up_record_edits` (
	`id` integer PRIMARY KEY NOT NULL,
	`record_id` integer NOT NULL,
	`summary` text NOT NULL,
	`feedback` text,
	`next_plan` text,
	`edited_at` text NOT NULL,
	`edited_by` integer,
	FOREIGN KEY (`record_id`) REFERENCES `follow_up_records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`edited_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "follow_up_record_edits_at" CHECK("follow_up_record_edits"."edited_at" is null or "follow_up_record_edits"."edited_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE INDEX `follow_up_record_edits_record` ON `follow_up_record_edits` (`record_id`,`edited_at`);--> statement-breakpoint
CREATE TABLE `instalments` (
	`id` integer PRIMARY KEY NOT NULL,
	`sale_id` integer NOT NULL,
	`position` integer NOT NULL,
	`due_on` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`through_fen` integer NOT NULL,
	FOREIGN KEY (`sale_id`) REFERENCES `sales`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "instalments_amount" CHECK("instalments"."amount_fen" > 0 and "instalments"."through_fen" >= "instalments"."amount_fen"),
	CONSTRAINT "instalments_due_on" CHECK("instalments"."due_on" is null or date("instalments"."due_on", '+0 days') = "instalments"."due_on")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `instalments_position` ON `instalments` (`sale_id`,`position`);--> statement-breakpoint
CREATE INDEX `instalments_due` ON `instalments` (`due_on`);--> statement-breakpoint
CREATE TABLE `sale_changes` (
	`id` integer PRIMARY KEY NOT NULL,
	`sale_id` integer NOT NULL,
	`kind` text NOT NULL,
	`customer_id` integer,
	`product_id` integer,
	`product_name` text,
	`quantity` integer,
	`unit_price` integer,
	`amount_fen` integer,
	`deal_on` text,
	`due_on` text,
	`instalments` text,
	`reason` text,
	`before` text NOT NULL,
	`status` text NOT NULL,
	`requested_by` integer NOT NULL,
	`requested_at` text NOT NULL,
	`reviewed_by` integer,
	`reviewed_at` text,
	`reject_reason` text,
	FOREIGN KEY (`sale_id`) REFERENCES `sales`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requested_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sale_changes_kind" CHECK("sale_changes"."kind" in ('edit', 'void')),
	CONSTRAINT "sale_changes_status" CHECK("sale_changes"."status" in ('pending', 'approved', 'rejected', 'withdrawn')),
	CONSTRAINT "sale_changes_content" CHECK(case "sale_changes"."kind" when 'edit' then "sale_changes"."customer_id" is not null and "sale_changes"."product_name" is not null and "sale_changes"."amount_fen" is not null and "sale_changes"."deal_on" is not null and "sale_changes"."due_on" is not null else "sale_changes"."reason" is not null and "sale_changes"."amount_fen" is null end),
	CONSTRAINT "sale_changes_rejected" CHECK(("sale_changes"."status" = 'rejected') = ("sale_changes"."reject_reason" is not null)),
	CONSTRAINT "sale_changes_before" CHECK(json_valid("sale_changes"."before")),
	CONSTRAINT "sale_changes_instalments" CHECK("sale_changes"."instalments" is null or json_valid("sale_changes"."instalments")),
	CONSTRAINT "sale_changes_deal_on" CHECK("sale_changes"."deal_on" is null or date("sale_changes"."deal_on", '+0 days') = "sale_changes"."deal_on"),
	CONSTRAINT "sale_changes_due_on" CHECK("sale_changes"."due_on" is null or date("sale_changes"."due_on", '+0 days') = "sale_changes"."due_on"),
	CONSTRAINT "sale_changes_requested_at" CHECK("sale_changes"."requested_at" is null or "sale_changes"."requested_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z'),
	CONSTRAINT "sale_changes_reviewed_at" CHECK("sale_changes"."reviewed_at" is null or "sale_changes"."reviewed_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sale_changes_one_pending` ON `sale_changes` (`sale_id`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `sale_changes_sale` ON `sale_changes` (`sale_id`,`requested_at`);--> statement-breakpoint
CREATE INDEX `sale_changes_pending` ON `sale_changes` (`requested_at`) WHERE status = 'pending';--> statement-breakpoint
ALTER TABLE `follow_up_records` ADD `feedback_tags` text;--> statement-breakpoint
ALTER TABLE `payments` ADD `voided_by` integer REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `sales` ADD `instalment_count` integer DEFAULT 0 NOT NULL;