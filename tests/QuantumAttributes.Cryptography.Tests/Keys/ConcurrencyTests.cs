namespace QuantumAttributes.Cryptography.Tests;

public class ConcurrencyTests
{
    private const int Threads = 8;
    private const int Rounds = 40;
    private const int RoundsOfSlowOnes = 2;

    public static TheoryData<string, string> Kems
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (string provider in ProviderUnderTest.All)
            {
                foreach (KemAlgorithm algorithm in ProviderUnderTest.KemsOf(provider))
                    rows.Add(provider, algorithm.Name);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public async Task Given_OneKemKey_When_UsedByManyThreads_Expect_EverySecretShared(string provider, string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, ProviderUnderTest.Set(provider));
        await OnManyThreads(
            _ =>
            {
                (byte[] ciphertext, byte[] sharedSecret) = key.PublicKey.Encapsulate();
                Assert.Equal(sharedSecret, key.Decapsulate(ciphertext));
            },
            algorithm.Family == "FrodoKEM" ? RoundsOfSlowOnes : Rounds);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public async Task Given_OneSigningKey_When_UsedByManyThreads_Expect_EverySignatureGood(string provider)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65, ProviderUnderTest.Set(provider));
        await OnManyThreads(round =>
        {
            byte[] data = Keys.Counting(round);
            byte[] signature = key.Sign(data, data);
            Assert.True(key.VerifyingKey.Verify(data, signature, data));
        });
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public async Task Given_KeyDisposedInUse_When_ManyThreadsDecapsulate_Expect_RightSecretOrDisposed(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        for (int attempt = 0; attempt < 10; attempt++)
        {
            KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.MLKem768, providers);
            (byte[] ciphertext, byte[] sharedSecret) = key.PublicKey.Encapsulate();
            using CountdownEvent working = new(Threads);
            Task[] users = [.. Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
                () => UseUntilDisposed(key, ciphertext, sharedSecret, working),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
            Assert.True(working.Wait(TimeSpan.FromSeconds(30)));
            key.Dispose();
            await Task.WhenAll(users);
        }
    }

    private static void UseUntilDisposed(KemPrivateKey key, byte[] ciphertext, byte[] sharedSecret, CountdownEvent working)
    {
        Assert.Equal(sharedSecret, key.Decapsulate(ciphertext));
        working.Signal();
        Assert.Throws<ObjectDisposedException>(new Action(() =>
        {
            while (true)
                Assert.Equal(sharedSecret, key.Decapsulate(ciphertext));
        }));
    }

    private static Task OnManyThreads(Action<int> work, int rounds = Rounds) => Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
        () =>
        {
            for (int round = 0; round < rounds; round++)
                work(round);
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default)));
}
