/// Concepts of blockchains, smart contracts, tokens and decentralized applications.
enum BlockchainConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        blockchain | category | Blockchain | block chain; blockchain development; web3; web 3; web3 development; web 3.0; blockchains; crypto; cryptocurrency; distributed ledger | software-development |

        blockchain-developer | occupation | Blockchain developer | blockchain engineer; web3 developer; solidity developer | software-developer, blockchain | solidity, smart-contract-development

        smart-contract-development | skill | Smart contract development | smart contract programming; upgradeable contracts | blockchain |
        solidity | skill | Solidity | solidity programming; solidity language; solidity development | smart-contract-development, programming-language | ethereum
        defi | skill | Decentralized finance | defi; de-fi; decentralised finance; dex; decentralized exchange; staking; yield farming; liquidity pools; defi development | blockchain |
        nft-development | skill | NFTs | nft; nft development; non-fungible tokens; nft minting; nft marketplace; nft art; non fungible token; nft collection; opensea | blockchain |
        tokenomics | skill | Tokenomics | token economics; token design; token economy; ico; token launch; ido; token sale; token strategy | blockchain | financial-modeling
        crypto-wallets | skill | Crypto wallets and exchanges | crypto wallet; metamask; wallet integration; crypto exchange; wallet connect; crypto payments | blockchain | payment-integration
        algorithmic-trading | skill | Algorithmic trading | algo trading; trading strategies; crypto trading; pine script; tradingview; metatrader; mql5 | finance-and-accounting, software-development |

        ethereum | tool | Ethereum | etherium; evm; ethers.js; web3.js; polygon matic; bnb chain; binance smart chain; erc20; erc-20 | blockchain |
        solana | tool | Solana | solana blockchain; solana program; anchor framework solana; solana development | blockchain | rust

        smart-contract | deliverable | Smart contract | smart contract code; solidity contract; token contract; crypto token; erc20 token; meme coin; smart contracts | smart-contract-development |
        decentralized-app | deliverable | Decentralized application | dapp; dapps; d-app; decentralized app; decentralized apps; web3 app; web3 website; defi platform; nft website | blockchain, web-app |
        """
}
