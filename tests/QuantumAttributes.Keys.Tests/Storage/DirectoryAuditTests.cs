using System.Text;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests.Storage;

/// <summary>An audit log that somebody did not finish or has changed.</summary>
public sealed class DirectoryAuditTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();
    private readonly DirectoryKeyStore _store;

    public DirectoryAuditTests() => _store = DirectoryKeyStore.Open(_temporary.Keys);

    private string Log => Path.Combine(_temporary.Keys, "audit.log");

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("3 ")]
    [InlineData("3 entry-3")]
    [InlineData("\0\0\0\0")]
    public async Task Given_ALastLineWithoutAnEnd_When_ReadAndWritten_Expect_ItIgnoredAndCutOff(string torn)
    {
        File.WriteAllText(Log, "1 entry-1\n2 entry-2\n" + torn);
        await AssertEntriesAsync(StoredKeys.Entry(1), StoredKeys.Entry(2));

        await _store.CommitAsync(StoredKeys.Append(3, 4));

        Assert.Equal("1 entry-1\n2 entry-2\n3 entry-3\n4 entry-4\n", File.ReadAllText(Log));
    }

    [Fact]
    public async Task Given_ALog_When_CutAnywhere_Expect_ItsWholeLinesAndTheNextEntryAfterThem()
    {
        const string Whole = "1 entry-1\n2 entry-2\n3 entry-3\n";
        for (int length = 0; length <= Whole.Length; length++)
        {
            File.WriteAllText(Log, Whole[..length]);
            long lines = Whole[..length].Count(c => c == '\n');
            await AssertEntriesAsync([.. Enumerable.Range(1, (int)lines).Select(number => StoredKeys.Entry(number))]);

            await _store.CommitAsync(StoredKeys.Append(lines + 1));
            await AssertEntriesAsync([.. Enumerable.Range(1, (int)lines + 1).Select(number => StoredKeys.Entry(number))]);
        }
    }

    // Longer than what is read at a time.
    [Fact]
    public async Task Given_ATornLineOfManyBytes_When_ReadAndWritten_Expect_ItIgnoredAndCutOff()
    {
        File.WriteAllText(Log, "1 entry-1\n2 " + new string('x', 3 * AuditRecord.MaxEntryLength));
        await AssertEntriesAsync(StoredKeys.Entry(1));

        await _store.CommitAsync(StoredKeys.Append(2));

        Assert.Equal("1 entry-1\n2 entry-2\n", File.ReadAllText(Log));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("x")]
    [InlineData("2")]
    [InlineData("2 ")]
    [InlineData(" 2 x")]
    [InlineData("02 x")]
    [InlineData("0 x")]
    [InlineData("-2 x")]
    [InlineData("+2 x")]
    [InlineData("2 x y")]
    [InlineData("2 x\r")]
    [InlineData("2  x")]
    [InlineData("2 \u00e4")]
    [InlineData("2\tx")]
    [InlineData("9223372036854775808 x")]
    [InlineData("10000000000000000000000 x")]
    public async Task Given_AMalformedLine_When_Read_Expect_ItsTextUnderTheLinesNumber(string line)
    {
        File.WriteAllText(Log, $"1 entry-1\n{line}\n", Encoding.Latin1);
        await AssertEntriesAsync(StoredKeys.Entry(1), new AuditRecord(2, line));

        File.AppendAllText(Log, "3 entry-3\n");
        await AssertEntriesAsync(StoredKeys.Entry(1), new AuditRecord(2, line), StoredKeys.Entry(3));
        await _store.CommitAsync(StoredKeys.Append(4));
    }

    [Fact]
    public async Task Given_NumbersWithGaps_When_Read_Expect_ThemAsTheyStand()
    {
        File.WriteAllText(Log, "7 entry-7\n3 entry-3\n9223372036854775807 x\n");

        await AssertEntriesAsync(StoredKeys.Entry(7), StoredKeys.Entry(3), new AuditRecord(long.MaxValue, "x"));
        await Assert.ThrowsAsync<KeyStoreConflictException>(async () => await _store.CommitAsync(StoredKeys.Append(4)));
    }

    [Theory]
    [InlineData(AuditRecord.MaxEntryLength + 1)]
    [InlineData(5 * AuditRecord.MaxEntryLength)]
    public async Task Given_ALineThatIsTooLong_When_Read_Expect_ItsBeginningAndTheNextLines(int length)
    {
        string line = "2 " + new string('x', length);
        AuditRecord cut = new(2, line[..AuditRecord.MaxEntryLength]);
        File.WriteAllText(Log, $"1 entry-1\n{line}\n");
        await AssertEntriesAsync(StoredKeys.Entry(1), cut);

        File.AppendAllText(Log, "3 entry-3\n");
        await AssertEntriesAsync(StoredKeys.Entry(1), cut, StoredKeys.Entry(3));
    }

    [Fact]
    public async Task Given_ADirectoryInTheLogsPlace_When_ReadAndWritten_Expect_KeyStoreException()
    {
        Directory.CreateDirectory(Log);

        await Assert.ThrowsAsync<KeyStoreException>(async () => await _store.ReadAsync());
        await Assert.ThrowsAsync<KeyStoreException>(async () => await _store.ReadAuditAsync().ToListAsync());
        await Assert.ThrowsAsync<KeyStoreException>(async () => await _store.CommitAsync(StoredKeys.Append(1)));
    }

    private async Task AssertEntriesAsync(params AuditRecord[] expected)
    {
        Assert.Equal(expected, await _store.ReadAuditAsync().ToListAsync());
        Assert.Equal(expected.LastOrDefault(), (await _store.ReadAsync()).LastAudit);
    }
}
