using Microsoft.EntityFrameworkCore;
using QuantumAttributes.EntityFrameworkCore.Rows;

namespace QuantumAttributes.EntityFrameworkCore.Databases;

/// <summary>The tables of what the servers of a farm share, beside the key ring.</summary>
internal static class FarmTables
{
    public const string Channels = "quantum_channels";
    public const string Marks = "quantum_channel_marks";
    public const string Handshakes = "quantum_handshakes";
    public const string Nonces = "quantum_nonces";
    public const string Documents = "quantum_documents";
    public const string Idempotency = "quantum_idempotency";

    public static void Map(ModelBuilder model)
    {
        model.Entity<ChannelRow>(static row =>
        {
            row.ToTable(Channels);
            row.HasKey(static r => r.Id);
            row.Property(static r => r.Id).HasColumnName("id");
            row.Property(static r => r.Origin).HasColumnName("origin");
            row.Property(static r => r.Suite).HasColumnName("suite");
            row.Property(static r => r.ClientKey).HasColumnName("client_key");
            row.Property(static r => r.Opened).HasColumnName("opened");
            row.Property(static r => r.Ends).HasColumnName("ends");
            row.Property(static r => r.Expires).HasColumnName("expires");
            row.Property(static r => r.MaxFrame).HasColumnName("max_frame");
            row.Property(static r => r.Sealed).HasColumnName("sealed");
            row.Property(static r => r.State).HasColumnName("state");
            row.HasIndex(static r => new { r.State, r.Expires }); // the caps count along these two
            row.HasIndex(static r => new { r.ClientKey, r.State, r.Expires });
        });
        model.Entity<ChannelMarkRow>(static row =>
        {
            row.ToTable(Marks);
            row.HasKey(static r => new { r.Channel, r.Number });
            row.Property(static r => r.Channel).HasColumnName("channel");
            row.Property(static r => r.Number).HasColumnName("number");
        });
        model.Entity<HandshakeRow>(static row =>
        {
            row.ToTable(Handshakes);
            row.HasKey(static r => r.Hash);
            row.Property(static r => r.Hash).HasColumnName("hash");
            row.Property(static r => r.Until).HasColumnName("until");
            row.HasIndex(static r => r.Until);
        });
        model.Entity<NonceRow>(static row =>
        {
            row.ToTable(Nonces);
            row.HasKey(static r => r.Mark);
            row.Property(static r => r.Mark).HasColumnName("mark");
            row.Property(static r => r.Owner).HasColumnName("owner");
            row.Property(static r => r.Until).HasColumnName("until");
            row.HasIndex(static r => new { r.Owner, r.Until });
            row.HasIndex(static r => r.Until);
        });
        model.Entity<DocumentRow>(static row =>
        {
            row.ToTable(Documents);
            row.HasKey(static r => new { r.Origin, r.Number });
            row.Property(static r => r.Origin).HasColumnName("origin");
            row.Property(static r => r.Number).HasColumnName("number");
            row.Property(static r => r.Hash).HasColumnName("hash");
            row.Property(static r => r.Jws).HasColumnName("jws");
            row.Property(static r => r.Until).HasColumnName("until");
            row.HasIndex(static r => r.Hash);
        });
        model.Entity<IdempotencyRow>(static row =>
        {
            row.ToTable(Idempotency);
            row.HasKey(static r => r.Mark);
            row.Property(static r => r.Mark).HasColumnName("mark");
            row.Property(static r => r.Owner).HasColumnName("owner");
            row.Property(static r => r.Begun).HasColumnName("begun");
            row.Property(static r => r.Until).HasColumnName("until");
            row.Property(static r => r.State).HasColumnName("state");
            row.Property(static r => r.Bytes).HasColumnName("bytes");
            row.Property(static r => r.Sealed).HasColumnName("sealed");
            row.HasIndex(static r => new { r.Owner, r.Bytes }); // the caps sum along these two
            row.HasIndex(static r => r.Until);
        });
    }
}
