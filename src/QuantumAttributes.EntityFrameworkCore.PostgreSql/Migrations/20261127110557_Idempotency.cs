using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QuantumAttributes.EntityFrameworkCore.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Idempotency : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "quantum_idempotency",
                columns: table => new
                {
                    mark = table.Column<byte[]>(type: "bytea", nullable: false),
                    owner = table.Column<byte[]>(type: "bytea", nullable: false),
                    begun = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<long>(type: "bigint", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quantum_idempotency", x => x.mark);
                });

            migrationBuilder.CreateIndex(
                name: "IX_quantum_idempotency_owner_bytes",
                table: "quantum_idempotency",
                columns: new[] { "owner", "bytes" });

            migrationBuilder.CreateIndex(
                name: "IX_quantum_idempotency_until",
                table: "quantum_idempotency",
                column: "until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "quantum_idempotency");
        }
    }
}
