/// Concepts of selling on the web: shops, marketplaces, listings, payments and supply.
enum ECommerceConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        e-commerce | category | E-commerce | ecommerce; e commerce; online commerce; online retail; ecomm; e-comerce; electronic commerce; online selling | |
        store-development | category | Online store development | e-commerce development; ecommerce development; online shop development; ecommerce website development | e-commerce, web-development |
        marketplace-selling | category | Marketplace selling | selling on marketplaces; marketplace management; online marketplaces selling; multichannel selling; marketplace seller | e-commerce |

        ecommerce-manager | occupation | E-commerce manager | ecommerce manager; ecommerce specialist; store manager; online store manager; ecommerce expert; ecommerce consultant | e-commerce |
        shopify-developer | occupation | Shopify developer | shopify expert; shopify designer; shopify developers; shopify specialist; shopify theme developer | web-developer, store-development | shopify
        amazon-specialist | occupation | Amazon specialist | amazon virtual assistant; amazon va; amazon expert; amazon fba expert; amazon seller; amazon account manager | marketplace-selling | amazon-fba

        amazon-fba | skill | Amazon FBA | amazon seller central; fba; amazon selling; amazon store management; seller central; amazon private label; private label | marketplace-selling |
        amazon-ppc | skill | Amazon PPC | amazon ads; amazon advertising; amazon sponsored products; amazon marketing; amazon seo | marketplace-selling, advertising | amazon-fba
        ebay-selling | skill | eBay selling | ebay; ebay listing; ebay store; ebay listings; ebay dropshipping; ebay seller; e-bay | marketplace-selling |
        etsy-selling | skill | Etsy selling | etsy; etsy shop; etsy seo; etsy store; etsy listings; etsy listing; etsy marketing | marketplace-selling | handicrafts
        dropshipping | skill | Dropshipping | drop shipping; drop-shipping; dropship; aliexpress; shopify dropshipping; dropshiping; winning products | e-commerce |
        print-on-demand | skill | Print on demand | pod; print-on-demand; printful; printify; merch by amazon; redbubble; pod business | e-commerce |
        product-research | skill | Product research and sourcing | product research; product hunting; alibaba sourcing; supplier sourcing; amazon product research; sourcing | e-commerce | procurement
        product-listing | skill | Product listing | product upload; product entry; product uploading; catalog management; product data entry; listing optimization | e-commerce, data-entry |
        inventory-management | skill | Inventory management | stock management; stock control; inventory control; warehouse management; inventory; warehousing | e-commerce | supply-chain-management

        shopify | tool | Shopify | shopify store; shopify plus; shopify theme; shopify liquid; shopfy; shopify website; shopify app; shopify themes; shopifiy | store-development |
        woocommerce | tool | WooCommerce | woo commerce; woocomerce; wordpress ecommerce; woocommerce store; woo; woocommerce plugin | store-development, wordpress | shopify
        magento | tool | Magento | adobe commerce; magento 2; magento2; magneto 2; magento store; magento developer | store-development, php |
        stripe | tool | Stripe | stripe api; stripe connect; stripe checkout; stripe payments; stripe billing; stripe payment | e-commerce, back-end-development |
        paypal | tool | PayPal | pay pal; paypal integration; paypal api; paypal checkout | e-commerce, back-end-development | stripe

        online-store | deliverable | Online store | online shop; e-commerce website; ecommerce website; ecommerce store; webshop; web shop; online stores | store-development, website | shopify-developer
        """
}
