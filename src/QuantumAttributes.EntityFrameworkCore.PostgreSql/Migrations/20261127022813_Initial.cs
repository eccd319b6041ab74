using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QuantumAttributes.EntityFrameworkCore.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "quantum_audit",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    entry = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quantum_audit", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "quantum_key_uses",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    uses = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quantum_key_uses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quantum_keys",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    purpose = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    generation = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    container = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quantum_keys", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_quantum_keys_purpose_name_generation",
                table: "quantum_keys",
                columns: new[] { "purpose", "name", "generation" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "quantum_audit");

            migrationBuilder.DropTable(
                name: "quantum_key_uses");

            migrationBuilder.DropTable(
                name: "quantum_keys");
        }
    }
}
