using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QuantumAttributes.EntityFrameworkCore.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Farm : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "quantum_channel_marks",
                columns: table => new
                {
                    channel = table.Column<byte[]>(type: "bytea", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quantum_channel_marks", x => new { x.channel, x.number });
                });

            migrationBuilder.CreateTable(
                name: "quantum_channels",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "bytea", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false),
                    suite = table.Column<long>(type: "bigint", nullable: false),
                    client_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    opened = table.Column<long>(type: "bigint", nullable: false),
                    ends = table.Column<long>(type: "bigint", nullable: false),
                    expires = table.Column<long>(type: "bigint", nullable: false),
                    max_frame = table.Column<long>(type: "bigint", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                    state = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quantum_channels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quantum_documents",
                columns: table => new
                {
                    origin = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    jws = table.Column<string>(type: "text", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quantum_documents", x => new { x.origin, x.number });
                });

            migrationBuilder.CreateTable(
                name: "quantum_handshakes",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quantum_handshakes", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "quantum_nonces",
                columns: table => new
                {
                    mark = table.Column<byte[]>(type: "bytea", nullable: false),
                    owner = table.Column<byte[]>(type: "bytea", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quantum_nonces", x => x.mark);
                });

            migrationBuilder.CreateIndex(
                name: "IX_quantum_channels_client_key_state_expires",
                table: "quantum_channels",
                columns: new[] { "client_key", "state", "expires" });

            migrationBuilder.CreateIndex(
                name: "IX_quantum_channels_state_expires",
                table: "quantum_channels",
                columns: new[] { "state", "expires" });

            migrationBuilder.CreateIndex(
                name: "IX_quantum_documents_hash",
                table: "quantum_documents",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "IX_quantum_handshakes_until",
                table: "quantum_handshakes",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "IX_quantum_nonces_owner_until",
                table: "quantum_nonces",
                columns: new[] { "owner", "until" });

            migrationBuilder.CreateIndex(
                name: "IX_quantum_nonces_until",
                table: "quantum_nonces",
                column: "until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "quantum_channel_marks");

            migrationBuilder.DropTable(
                name: "quantum_channels");

            migrationBuilder.DropTable(
                name: "quantum_documents");

            migrationBuilder.DropTable(
                name: "quantum_handshakes");

            migrationBuilder.DropTable(
                name: "quantum_nonces");
        }
    }
}
