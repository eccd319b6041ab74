using System.Globalization;
using System.Text.RegularExpressions;
using QuantumAttributes.EntityFrameworkCore.Tests.Databases;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

/// <summary>A row that is no key is set aside, and the others are fine.</summary>
public sealed class DamagedRowTests
{
    private const string Id = "00112233445566778899aabbccddeeff";

    public static TheoryData<DatabaseKind, string, string, int> Damages
    {
        get
        {
            var damages = new TheoryData<DatabaseKind, string, string, int>();
            foreach (DatabaseKind kind in Enum.GetValues<DatabaseKind>())
            {
                damages.Add(kind, "'', 4, 'invoices', 7, 1, BYTES(9)", "Signing/invoices", 7);
                damages.Add(kind, "'no id', 4, 'invoices', 7, 1, BYTES(9)", "Signing/invoices", 7);
                damages.Add(kind, $"'{Id.ToUpperInvariant()}', 4, 'invoices', 7, 1, BYTES(9)", "Signing/invoices", 7);
                damages.Add(kind, $"'{Id}', 0, 'invoices', 7, 1, BYTES(9)", "", 7);
                damages.Add(kind, $"'{Id}', 99, 'invoices', 7, 1, BYTES(9)", "", 7);
                damages.Add(kind, $"'{Id}', 4294967300, 'invoices', 7, 1, BYTES(9)", "", 7);
                damages.Add(kind, $"'{Id}', 4, 'in voices', 7, 1, BYTES(9)", "", 7);
                damages.Add(kind, $"'{Id}', 4, '{new string('n', KeySlot.MaxNameLength + 1)}', 7, 1, BYTES(9)", "", 7);
                damages.Add(kind, $"'{Id}', 4, 'invoices', 0, 1, BYTES(9)", "Signing/invoices", 0);
                damages.Add(kind, $"'{Id}', 4, 'invoices', 4294967297, 1, BYTES(9)", "Signing/invoices", 0);
                damages.Add(kind, $"'{Id}', 4, 'invoices', 7, 0, BYTES(9)", "Signing/invoices", 7);
                damages.Add(kind, $"'{Id}', 4, 'invoices', 7, 1, BYTES({StoredKey.MaxContainerSize + 1})", "Signing/invoices", 7);
            }

            // SQLite's columns take values of any type.
            damages.Add(DatabaseKind.Sqlite, $"'{Id}', 'x', 'invoices', 7, 1, BYTES(9)", "", 7);
            damages.Add(DatabaseKind.Sqlite, $"'{Id}', 4, 'invoices', 'x', 1, BYTES(9)", "Signing/invoices", 0);
            damages.Add(DatabaseKind.Sqlite, $"'{Id}', 4, 'invoices', 7, BYTES(3), BYTES(9)", "Signing/invoices", 7);
            damages.Add(DatabaseKind.Sqlite, "BYTES(5), 4, 'invoices', 7, 1, BYTES(9)", "Signing/invoices", 7);
            return damages;
        }
    }

    [Theory, MemberData(nameof(Damages))]
    public async Task Given_ARowThatIsNoKey_When_Read_Expect_ItUnreadableAndTheOthersRead(
        DatabaseKind kind, string row, string slot, int generation)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        StoredKey other = Change.NewKey(KeyPurpose.Identity);
        await database.Open().CommitAsync(Change.Of(other));
        await InsertAsync(database, row);

        EntityFrameworkKeyStore store = database.Open();
        KeyStoreContents contents = await store.ReadAsync();

        Assert.Equal(other.Id, Assert.Single(contents.Keys).Id);
        UnreadableKey unreadable = Assert.Single(contents.Unreadable);
        Assert.Equal((slot, generation), ($"{unreadable.Slot}", unreadable.Generation));
        Assert.StartsWith($"{store.Description}, table quantum_keys, id '", unreadable.Location);
        Assert.EndsWith("Restore the row from a backup, or delete it.", unreadable.Reason);
    }

    [Theory, MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Given_ACountOfNoKey_When_UsesAreRead_Expect_TheOthers(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        await database.ExecuteAsync($"INSERT INTO quantum_key_uses VALUES ('no id', 3), ('{Id}', 4)");

        KeyValuePair<KeyId, long> use = Assert.Single(await database.Open().ReadUsesAsync());

        Assert.Equal((Id, 4), ($"{use.Key}", use.Value));
    }

    [Theory, MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Given_AnAuditLogWithAGapAndAStrangeEntry_When_Read_Expect_AllAsItIs(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        await database.ExecuteAsync("INSERT INTO quantum_audit VALUES (9, ''), (-3, 'a b'), (5, 'ä')");

        Assert.Equal(
            [new AuditRecord(-3, "a b"), new AuditRecord(5, "ä"), new AuditRecord(9, "")],
            await database.Open().ReadAuditAsync().ToListAsync());
        Assert.Equal(new AuditRecord(9, ""), (await database.Open().ReadAsync()).LastAudit);
    }

    private static Task InsertAsync(TestDatabase database, string row)
    {
        string values = Regex.Replace(
            row, @"BYTES\((\d+)\)", match => database.Bytes(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
        return database.ExecuteAsync($"INSERT INTO quantum_keys (id, purpose, name, generation, revision, container) VALUES ({values})");
    }
}
