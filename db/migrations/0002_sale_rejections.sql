CREATE TABLE `sale_rejections` (
	`id` integer PRIMARY KEY NOT NULL,
	`sale_id` integer NOT NULL,
	`reason` text NOT NULL,
	`rejected_by` integer,
	`rejected_at` text NOT NULL,
	`refiled_at` text,
	FOREIGN KEY (`sale_id`) REFERENCES `sales`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rejected_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sale_rejections_rejected_at" CHECK("sale_rejections"."rejected_at" is null or "sale_rejections"."rejected_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z'),
	CONSTRAINT "sale_rejections_refiled_at" CHECK("sale_rejections"."refiled_at" is null or "sale_rejections"."refiled_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE INDEX `sale_rejections_sale` ON `sale_rejections` (`sale_id`,`rejected_at`);