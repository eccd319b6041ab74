using Microsoft.EntityFrameworkCore;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.EntityFrameworkCore.Rows;
using QuantumAttributes.Keys;

namespace QuantumAttributes.EntityFrameworkCore;

/// <summary>
/// The tables of a key ring, <c>quantum_keys</c>, <c>quantum_audit</c> and <c>quantum_key_uses</c>, and of what the servers of a farm share:
/// <c>quantum_channels</c>, <c>quantum_channel_marks</c>, <c>quantum_handshakes</c>, <c>quantum_nonces</c>, <c>quantum_documents</c> and
/// <c>quantum_idempotency</c>. Work with them through the stores; the context is public for <c>dotnet ef</c> and for the registration of its factory.
/// </summary>
/// <remarks>One thread at a time, as every <see cref="DbContext"/>.</remarks>
public sealed class QuantumKeysContext : DbContext
{
    internal const string KeysTable = "quantum_keys";
    internal const string AuditTable = "quantum_audit";
    internal const string KeyUsesTable = "quantum_key_uses";

    // Its own: the application's contexts may share the database.
    internal const string MigrationsTable = "quantum_migrations";

    /// <summary>Creates a context.</summary>
    /// <param name="options">Made with <c>UseQuantumSqlite</c> or <c>UseQuantumPostgreSql</c>.</param>
    public QuantumKeysContext(DbContextOptions<QuantumKeysContext> options) : base(options)
    {
    }

    internal DbSet<KeyRow> Keys => Set<KeyRow>();

    internal DbSet<AuditRow> Audit => Set<AuditRow>();

    internal DbSet<KeyUsesRow> KeyUses => Set<KeyUsesRow>();

    internal DbSet<ChannelRow> Channels => Set<ChannelRow>();

    internal DbSet<ChannelMarkRow> Marks => Set<ChannelMarkRow>();

    internal DbSet<HandshakeRow> Handshakes => Set<HandshakeRow>();

    internal DbSet<NonceRow> Nonces => Set<NonceRow>();

    internal DbSet<DocumentRow> Documents => Set<DocumentRow>();

    internal DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<KeyRow>(static row =>
        {
            row.ToTable(KeysTable);
            row.HasKey(static r => r.Id);
            row.Property(static r => r.Id).HasColumnName("id").HasMaxLength(2 * KeyId.Size);

            // A key stays in its place: all four must be as the writer knows them.
            row.Property(static r => r.Purpose).HasColumnName("purpose").IsConcurrencyToken();
            row.Property(static r => r.Name).HasColumnName("name").IsConcurrencyToken();
            row.Property(static r => r.Generation).HasColumnName("generation").IsConcurrencyToken();
            row.Property(static r => r.Revision).HasColumnName("revision").IsConcurrencyToken();
            row.Property(static r => r.Container).HasColumnName("container");
            row.HasIndex(static r => new { r.Purpose, r.Name, r.Generation }).IsUnique();
        });
        modelBuilder.Entity<AuditRow>(static row =>
        {
            row.ToTable(AuditTable);
            row.HasKey(static r => r.Sequence);
            row.Property(static r => r.Sequence).HasColumnName("sequence").ValueGeneratedNever();
            row.Property(static r => r.Entry).HasColumnName("entry");
        });
        modelBuilder.Entity<KeyUsesRow>(static row =>
        {
            row.ToTable(KeyUsesTable);
            row.HasKey(static r => r.Id);
            row.Property(static r => r.Id).HasColumnName("id").HasMaxLength(2 * KeyId.Size);
            row.Property(static r => r.Uses).HasColumnName("uses");
        });
        FarmTables.Map(modelBuilder);
    }
}
